"""Celery's part of earnings."""

from celery import shared_task
from django.utils import timezone

from sessions.earnings import actions


@shared_task
def close_months() -> None:
    """Move what lies there still, then close the months that are over. Twice, it finds nothing."""
    now = timezone.now()
    actions.sweep(now=now)  # before: what it finds is told in the month in which it was found
    actions.close_due(now=now)
