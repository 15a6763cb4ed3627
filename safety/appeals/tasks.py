"""Celery's part of appeals."""

from celery import shared_task
from django.utils import timezone

from safety.appeals import actions


@shared_task
def tell_of_late() -> None:
    """Tell supervisors of appeals that are late or left to them. Run twice, each is told once."""
    for tell in (actions.tell_of_late, actions.tell_of_left):
        while tell(now=timezone.now()) == actions.BATCH:
            pass
