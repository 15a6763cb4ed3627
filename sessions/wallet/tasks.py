"""Celery's part of the wallet."""

from celery import shared_task
from django.utils import timezone

from sessions.wallet import actions


@shared_task
def look_for_danger() -> None:
    """Spare sessions that were about danger and still count. Run twice, the second finds none."""
    actions.look_for_danger(now=timezone.now())
