"""``manage.py keep_watch``: a second pair of eyes on the queue, which needs PostgreSQL alone."""

import logging
import signal
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from peerhub import events
from peerhub.notifications import actions as notifications
from peerhub.notifications.tasks import show_due
from safety.closing import actions as closing
from safety.duty import actions
from safety.handover import actions as handover
from safety.paging import actions as paging
from safety.referrals import actions as referrals
from safety.reveals import actions as reveals
from safety.rota import actions as rota

Deed = Callable[[datetime], object]
log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks
ROUND = 30.0  # seconds between two rounds of what has more time


class Command(BaseCommand):
    """Looks every second for what nobody answered in time, and sends what is due on every way."""

    help = "Tell the next people of what nobody answered in time, without Redis or Celery."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look until SIGTERM or SIGINT; a lost database is waited for."""
        del args, options
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        # Rows are enough: telling sockets and workers would need Redis.
        events.tell_nobody()
        # Others' servers can be slow; nobody waits for them, nor they for each other.
        senders = [
            threading.Thread(target=_again_and_again, args=deeds, daemon=True)
            for deeds in (
                *(((deed,), stop, EVERY) for deed in (_show, _mail, _push, _page)),
                ((_check_ins, _follow_ups, _reviews, _sheets, _shifts), stop, ROUND),
            )
        ]
        for sender in senders:
            sender.start()
        _again_and_again((_look,), stop, EVERY)
        for sender in senders:
            sender.join(timeout=EVERY)


def _again_and_again(deeds: Iterable[Deed], stop: threading.Event, every: float) -> None:
    while not stop.is_set():
        for deed in deeds:
            try:
                deed(timezone.now())
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                log.error("%s failed: %s", deed.__name__, type(error).__name__)  # noqa: TRY400
                connection.close()
        stop.wait(every)
    connection.close()


def _look(now: datetime) -> None:
    actions.look(now=now)
    closing.climb(now=now)


def _page(now: datetime) -> None:
    paging.send_due(now=now)


def _show(now: datetime) -> None:
    del now
    show_due()


def _mail(now: datetime) -> None:
    notifications.mail_due(now=now)


def _push(now: datetime) -> None:
    notifications.push_due(now=now)


def _check_ins(now: datetime) -> None:
    closing.open_due(now=now)


def _follow_ups(now: datetime) -> None:
    referrals.open_due_follow_ups(now=now)


def _reviews(now: datetime) -> None:
    reveals.remind(now=now)


def _sheets(now: datetime) -> None:
    handover.look(now=now)


def _shifts(now: datetime) -> None:
    rota.make(now=now)
    rota.tell_gaps(now=now)
