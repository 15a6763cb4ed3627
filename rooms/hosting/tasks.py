"""Celery's part of looking after rooms."""

from celery import shared_task
from django.utils import timezone

from rooms.hosting import actions


@shared_task
def look_after_unhosted() -> None:
    """Warn hosts of silent rooms, close forgotten ones. Run twice, nobody is told twice."""
    actions.look_after_unhosted(now=timezone.now())
