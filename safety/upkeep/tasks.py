"""Celery's part of keeping entries true."""

from celery import shared_task
from django.utils import timezone

from safety.upkeep import actions


@shared_task
def report_stale() -> None:
    """Say what nobody has checked. Run twice in a month, people are told once."""
    actions.report_stale(now=timezone.now())
