"""Celery's part: checks that ran out end, and words that nobody needs go."""

from celery import shared_task

from peerhub.database import clock
from safety.clinic import actions


@shared_task
def look_after_clinicians() -> None:
    """Both, as often as one likes."""
    now = clock()
    actions.end_expired(now=now)
    actions.forget_words(now=now)
