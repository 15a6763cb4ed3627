"""Celery's part: nobody speaks into silence."""

from celery import shared_task
from django.utils import timezone

from rooms.feed import actions


@shared_task
def tell_of_silence() -> None:
    """Tell those on shift of posts without an answer. Run twice, nobody is told twice."""
    while actions.tell_of_silence(now=timezone.now()) == actions.BATCH:
        pass
