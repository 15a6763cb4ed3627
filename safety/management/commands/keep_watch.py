"""``manage.py keep_watch``: a second pair of eyes on the queue, which needs PostgreSQL alone."""

import logging
import signal
import threading
from collections.abc import Callable
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
from safety.paging import actions as paging

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds between two looks


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
            threading.Thread(target=_again_and_again, args=(deed, stop), daemon=True)
            for deed in (_show, _mail, _push, _page)
        ]
        for sender in senders:
            sender.start()
        _again_and_again(_look, stop)
        for sender in senders:
            sender.join(timeout=EVERY)


def _again_and_again(deed: Callable[[datetime], object], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            deed(timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
            log.error("%s failed: %s", deed.__name__, type(error).__name__)  # noqa: TRY400
            connection.close()
        stop.wait(EVERY)
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
