"""Celery's part of closing."""

from celery import shared_task
from django.utils import timezone

from safety.closing import actions


@shared_task
def open_due_check_ins() -> None:
    """Come round to every check-in whose time has come. Run twice, each is opened once."""
    actions.open_due(now=timezone.now())


@shared_task
def offer_debriefs() -> None:
    """Offer a talk after hard cases. Run twice, each person is still offered it once."""
    actions.offer_debriefs(now=timezone.now())


@shared_task
def climb() -> None:
    """Tell the next people of what is late. Run twice, each step is taken once."""
    actions.climb(now=timezone.now())
