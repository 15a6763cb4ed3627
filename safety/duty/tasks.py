"""Celery's part: one of the two that look; ``manage.py keep_watch`` is the other."""

from celery import shared_task
from django.utils import timezone

from safety.duty import actions


@shared_task
def look() -> None:
    """Tell the next people of what nobody answered in time. Run twice, each step is taken once."""
    actions.look(now=timezone.now())
