"""Celery's part of the caseload."""

from celery import shared_task
from django.utils import timezone

from sessions.caseload import actions


@shared_task
def let_working_notes_go() -> None:
    """Delete working notes about people who have not met for a year. Run twice, it finds nothing."""
    actions.let_working_notes_go(now=timezone.now())
