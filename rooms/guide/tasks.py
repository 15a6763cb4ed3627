"""Celery's part: whoever asked is not forgotten, and words are kept no longer than we say."""

from celery import shared_task
from django.utils import timezone

from rooms.guide import actions


@shared_task
def look_after_asks() -> None:
    """Tell those who are there now. Run twice, nobody is told twice."""
    actions.look_after(now=timezone.now())


@shared_task
def empty_old_lines() -> None:
    """Empty words that were kept long enough. Run twice, the second finds nothing to do."""
    now = timezone.now()
    while actions.empty_old(now=now):
        pass
