"""Celery's part: shifts are made ahead, and gaps told."""

from celery import shared_task
from django.utils import timezone

from safety.rota import actions


@shared_task
def look_ahead() -> None:
    """Make the shifts of the next weeks and tell what is open. Run twice, each is done once."""
    now = timezone.now()
    actions.make(now=now)
    actions.tell_gaps(now=now)
