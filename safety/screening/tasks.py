"""Celery's part of screening. The looks themselves are the screening worker's."""

from celery import shared_task
from django.utils import timezone

from safety.screening import actions


@shared_task
def look_after_screening() -> None:
    """See whether texts wait too long, and take out what has faded. Run twice, moderators are told once."""
    now = timezone.now()
    actions.look_after(now=now)
    actions.forget_faded(now=now)
