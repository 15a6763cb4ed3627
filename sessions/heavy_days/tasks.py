"""Celery's part of days that may be hard."""

from celery import shared_task

from peerhub.database import clock
from sessions.heavy_days import actions


@shared_task
def look_after_days() -> None:
    """Plan what comes next, and keep times. Run twice, the second finds nothing to do."""
    actions.look_after_due(now=clock())
