"""Celery's part of messages between friends."""

from celery import shared_task
from django.utils import timezone

from rooms.letters import actions


@shared_task
def empty_old_letters() -> None:
    """Empty words that were kept long enough. Run twice, the second finds nothing to do."""
    now = timezone.now()
    while actions.empty_old(now=now):
        pass
