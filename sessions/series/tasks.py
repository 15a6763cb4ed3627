"""Celery's part of regular sessions."""

from celery import shared_task
from django.utils import timezone

from sessions.series import actions


@shared_task
def book_what_came_in_reach() -> None:
    """Book the dates that can be booked by now. Run twice, the second finds nothing to do."""
    actions.book_what_came_in_reach(now=timezone.now())
