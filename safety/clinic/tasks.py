"""Celery's part: checks that ran out end, with all that hangs on them; old words go."""

from celery import shared_task

from peerhub.database import clock
from safety.clinic import actions


@shared_task
def look_after_clinicians() -> None:
    """Do all of it. Run twice, each is still done once."""
    now = clock()
    actions.end_expired(now=now)
    actions.end_stranded(now=now)
    actions.forget_words(now=now)
