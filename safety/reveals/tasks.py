"""Celery's part of reveals."""

from celery import shared_task
from django.utils import timezone

from safety.reveals import actions


@shared_task
def remind() -> None:
    """Remind supervisors of what one person opened alone. Run twice, each reminder goes out once."""
    actions.remind(now=timezone.now())
