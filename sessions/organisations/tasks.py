"""Celery's part of organisations."""

from celery import shared_task
from django.utils import timezone

from sessions.organisations import actions


@shared_task
def freeze_months() -> None:
    """Count the months that are over. Run twice, the second finds nothing to count."""
    actions.freeze_due(now=timezone.now())
