"""Celery's part of referrals."""

from celery import shared_task
from django.utils import timezone

from safety.referrals import actions


@shared_task
def open_due_follow_ups() -> None:
    """Open every follow-up whose day has come. Run twice, each is still opened once."""
    actions.open_due_follow_ups(now=timezone.now())
