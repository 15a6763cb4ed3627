"""Celery's part of referrals. The clock is the database's: a wrong one of ours asks nobody early."""

from celery import shared_task

from peerhub.database import clock
from safety.referrals import actions


@shared_task
def open_due_follow_ups() -> None:
    """Do all that has fallen due. Run twice, each is still done once."""
    now = clock()
    actions.open_due_follow_ups(now=now)
    actions.let_yeses_end(now=now)
