"""Celery's part of waiting."""

from celery import shared_task
from django.utils import timezone

from sessions.waiting import actions


@shared_task
def look_at_lines() -> None:
    """Offer times that became free to who waits. Run twice, the second finds nothing to offer."""
    actions.look(now=timezone.now())
