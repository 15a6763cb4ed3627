"""Celery's part: one of the two that send; ``manage.py keep_watch`` is the other."""

from celery import shared_task
from django.utils import timezone

from peerhub.database import only_one
from safety.paging import actions


@shared_task
def send_due() -> None:
    """Send the pages that are due. Run twice at once, the second leaves it to the first."""
    with only_one("safety.paging") as is_ours:
        while is_ours and actions.send_due(now=timezone.now()):
            pass
