"""Celery's part of deeds: words are kept no longer than we say."""

from celery import shared_task
from django.utils import timezone

from safety.deeds import actions


@shared_task
def empty_old_deeds() -> None:
    """Empty words that were kept long enough. Run twice, the second finds nothing to do."""
    now = timezone.now()
    while actions.empty_old(now=now):
        pass
