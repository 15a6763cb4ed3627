"""Celery's part of talks without an appointment."""

from celery import shared_task
from django.utils import timezone

from sessions.on_now import actions


@shared_task
def look_at_talk_line() -> None:
    """Ask the next specialist for everybody who waits. Run twice, the second finds it done."""
    actions.look(now=timezone.now())
