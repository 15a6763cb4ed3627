"""Celery's part of the queue."""

from celery import shared_task
from django.utils import timezone

from safety.flags import actions


@shared_task
def remind_overdue() -> None:
    """Tell everyone on duty what nobody took in time. Run twice, each flag is told once."""
    actions.remind_overdue(now=timezone.now())
