"""Celery's part of becoming a specialist."""

from celery import shared_task
from django.utils import timezone

from matching.becoming import actions


@shared_task
def unlist_lapsed() -> None:
    """Take out of sight whose certificate has ended. Run twice, each is still taken out once."""
    actions.unlist_lapsed(now=timezone.now())
