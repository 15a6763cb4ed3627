"""Celery's part: requests reach people."""

from celery import shared_task
from django.utils import timezone

from matching.requests import actions
from peerhub.database import only_one


@shared_task
def tell_of_requests() -> None:
    """Tell who could fit, and coordinators. Run twice at once, the second leaves it to the first."""
    with only_one("matching.requests") as is_ours:
        if is_ours:
            actions.look(now=timezone.now())
