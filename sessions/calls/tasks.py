"""Celery's part of the session room."""

from celery import shared_task
from django.utils import timezone

from sessions.calls import actions


@shared_task
def end_silent_visits() -> None:
    """End visits whose page is gone without a word, and forget what one alone wished.

    Run twice, the second finds nothing to do.
    """
    now = timezone.now()
    actions.sweep(now=now)
    actions.forget_wishes(now=now)
