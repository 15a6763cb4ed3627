"""Celery's part of becoming a specialist."""

from celery import shared_task
from django.utils import timezone

from matching.becoming import actions


@shared_task
def unlist_lapsed() -> None:
    """Take out of sight whose certificate or check has ended, and remind of checks that will.

    Run twice, each is still taken out once and told once.
    """
    now = timezone.now()
    actions.unlist_lapsed(now=now)
    actions.remind_of_checks(now=now)


@shared_task
def mail_references() -> None:
    """Write to people who know applicants. Run twice, each mail still goes out once."""
    while actions.mail_references(now=timezone.now()):
        pass
