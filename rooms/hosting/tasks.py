"""Celery's part of looking after rooms."""

from celery import shared_task
from django.utils import timezone

from rooms.hosting import actions


@shared_task
def look_after_unhosted() -> None:
    """Warn hosts of silent rooms, close forgotten ones. Run twice, nobody is told twice."""
    actions.look_after_unhosted(now=timezone.now())


@shared_task
def end_who_left(*, person_id: int) -> None:
    """Let no room have somebody as its host who is no specialist. Run twice, it does nothing."""
    actions.end_who_left(person_id, now=timezone.now())
