"""Celery's part of appeals."""

from celery import shared_task
from django.utils import timezone

from safety.appeals import actions


@shared_task
def tell_of_late() -> None:
    """Tell supervisors of appeals that are late. Run twice, each is told once."""
    while actions.tell_of_late(now=timezone.now()) == actions.BATCH:
        pass
