"""Celery's part of accounts."""

from celery import shared_task
from django.utils import timezone

from peerhub.accounts import pausing


@shared_task
def end_pauses() -> None:
    """Open accounts whose pause is over. Run twice, the second finds nothing to do."""
    pausing.end_over(now=timezone.now())
