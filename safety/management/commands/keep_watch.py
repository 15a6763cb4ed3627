"""``manage.py keep_watch``: a second pair of eyes on the queue, which needs PostgreSQL alone."""

import logging
import signal
import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from peerhub import events
from peerhub.database import clock
from peerhub.notifications import actions as notifications
from peerhub.notifications.tasks import show_due
from safety.closing.tasks import climb, open_due_check_ins
from safety.duty.tasks import look
from safety.handover.tasks import make_missing
from safety.paging import actions as paging
from safety.referrals.tasks import open_due_follow_ups
from safety.reveals.tasks import remind
from safety.rota.tasks import look_ahead

Deed = Callable[[], object]
log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks
ROUND = 30.0  # seconds between two rounds of what has more time
# What beat sends to workers, done here: called like this, a task needs neither Celery nor Redis.
IN_A_ROUND = (open_due_check_ins, open_due_follow_ups, remind, make_missing, look_ahead)


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
                *(((deed,), stop, EVERY) for deed in (show_due, _mail, _push, _page)),
                (IN_A_ROUND, stop, ROUND),
            )
        ]
        for sender in senders:
            sender.start()
        _again_and_again((look, climb), stop, EVERY)
        for sender in senders:
            sender.join(timeout=EVERY)


def _again_and_again(deeds: Iterable[Deed], stop: threading.Event, every: float) -> None:
    while not stop.is_set():
        for deed in deeds:
            try:
                deed()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                log.error("%s failed: %s", deed.__name__, type(error).__name__)  # noqa: TRY400
                connection.close()
        stop.wait(every)
    connection.close()


def _mail() -> None:
    notifications.mail_due(now=clock())


def _push() -> None:
    notifications.push_due(now=clock())


def _page() -> None:
    paging.send_due(now=timezone.now())
