"""Celery's part of asking for a person."""

from celery import shared_task
from django.utils import timezone

from safety.asking import actions


@shared_task
def tell_who_asked(*, flag_id: int) -> None:
    """Tell that somebody came. Run twice, the person hears of it once."""
    actions.tell_who_asked(flag_id, now=timezone.now())
