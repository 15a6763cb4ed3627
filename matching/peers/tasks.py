"""Celery's part of peers: topics count again when their month is over."""

from celery import shared_task
from django.utils import timezone

from matching.peers.actions import resting


@shared_task
def end_rests() -> None:
    """Let topics count again whose month is over. Run twice, nothing more happens."""
    resting.end_over(now=timezone.now())
