"""Celery's part of earnings."""

from celery import shared_task
from django.utils import timezone

from sessions.earnings import actions


@shared_task
def close_months() -> None:
    """Close the months that are over. Run twice, the second finds nothing to close."""
    actions.close_due(now=timezone.now())
