"""Celery's part of the session room."""

from celery import shared_task
from django.utils import timezone

from sessions.calls import actions


@shared_task
def end_silent_visits() -> None:
    """End visits whose page is gone without a word. Run twice, the second finds nothing to do."""
    actions.sweep(now=timezone.now())
