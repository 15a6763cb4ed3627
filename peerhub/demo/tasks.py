"""Celery's part of the demo: its hosts are played."""

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from peerhub.demo.world import shifts


@shared_task
def play_hosts() -> None:
    """Let the hosts of the demo sit in their rooms. Run twice, they still sit there once."""
    if settings.DEMO:
        with transaction.atomic():
            shifts.sit(now=timezone.now())
