"""Celery's part of bookings."""

from celery import shared_task
from django.utils import timezone

from sessions.bookings import actions


@shared_task
def refresh_next_open_slots() -> None:
    """Tell search when each specialist is free next. Run twice, the second finds nothing to do."""
    actions.refresh_next_open_slots(now=timezone.now())


@shared_task
def let_kept_times_go() -> None:
    """Delete what was kept for a member and ran out, with the questions that nobody answered.

    Run twice, the second finds nothing to do.
    """
    now = timezone.now()
    actions.end_unanswered(now=now)
    actions.let_go(now=now)
