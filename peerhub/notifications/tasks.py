"""Celery's part: fetch what is due, one notice at a time."""

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from peerhub.notifications import actions

log = logging.getLogger(__name__)


@shared_task
def deliver_due() -> None:
    """Send every notice that is due. Run twice, each notice is still claimed and sent once."""
    while claimed := actions.claim_due(now=timezone.now()):
        for notice_id in claimed:
            _deliver(notice_id)


def _deliver(notice_id: int) -> None:
    try:
        actions.deliver(notice_id, now=timezone.now())
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # noqa: BLE001 - one notice must not keep back those behind it
        # Mostly the mail server is away: the lease ends and the next round tries again.
        log.error("notice %s was not sent: %s", notice_id, type(error).__name__)  # noqa: TRY400
