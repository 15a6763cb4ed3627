"""Celery's part of seats."""

from celery import shared_task
from django.utils import timezone

from rooms.seats import actions


@shared_task
def offer_free_seats() -> None:
    """Offer free seats to those who wait. Run twice, the second finds none that is free."""
    actions.offer_free_seats(now=timezone.now())
