"""Celery's part of supervision: hand-overs come true, and whoever left looks after nobody."""

from celery import shared_task
from django.utils import timezone

from matching.supervision import actions
from matching.supervision.actions import handing_over


@shared_task
def keep_supervised() -> None:
    """Let due hand-overs come true, and end what goes on without a role. Run twice, nothing changes."""
    now = timezone.now()
    actions.end_where_role_is_gone(now=now)
    handing_over.look(now=now)
