"""Celery's part: fetch what is due, one notice at a time."""

import logging
import time

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from peerhub.database import clock, only_one
from peerhub.notifications import actions

log = logging.getLogger(__name__)

BUDGET = 60  # seconds of one run after which it begins nothing new; beat comes again


def show_due() -> int:
    """Show the notices that are due, one claim of them; returns how many were claimed.

    One that cannot be shown keeps back none behind it: its lease ends, and it comes round again.
    """
    claimed = actions.claim_due(now=clock())
    for notice_id in claimed:
        try:
            actions.show(notice_id, now=clock())
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # noqa: BLE001 - one notice must not keep back those behind it
            log.error("notice %s was not shown: %s", notice_id, type(error).__name__)  # noqa: TRY400
    return len(claimed)


@shared_task
def deliver_due() -> None:
    """Show every notice that is due, then mail. Run twice, each is still claimed and sent once.

    A mail server that hangs holds one worker: the others show what is due, and go.
    """
    while show_due():
        pass
    until = time.monotonic() + BUDGET
    with only_one("notifications.mail") as is_ours:
        while is_ours and time.monotonic() < until and actions.mail_due(now=clock()):
            pass


@shared_task
def push_due() -> None:
    """Tell browsers of what is due. Run twice at once, the second leaves it to the first."""
    until = time.monotonic() + BUDGET
    with only_one("notifications.push") as is_ours:
        while is_ours and time.monotonic() < until and actions.push_due(now=clock()):
            pass
