"""``manage.py keep_screening``: the screening worker, which reads stored texts by meaning.

It needs PostgreSQL and nothing else. Several may run. A look that does not end within
``PATIENCE`` restarts the process in place: the text's lease lapses and is taken again.
"""

import logging
import os
import signal
import sys
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils import timezone

from safety.screening import actions
from safety.screening.actions.looking import look_at_waiting

log = logging.getLogger(__name__)

REST = 0.25  # seconds between two looks at an empty table
AWAY = 1.0  # seconds until another round is tried
PATIENCE = 30.0  # seconds for one round
BEAT = 5.0  # seconds between two looks at how screening stands


class Command(BaseCommand):
    """Runs until SIGTERM or SIGINT; the round it is in is finished first."""

    help = "Read stored texts a second time, by meaning."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go round until told to stop."""
        del args, options
        self._stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stop.set())
        self._round_at = time.monotonic()
        threading.Thread(target=self._guard, daemon=True).start()
        looked_after = 0.0
        while not self._stop.is_set():
            self._round_at = time.monotonic()
            taken, rest = 0, REST
            try:
                taken = look_at_waiting(clock=timezone.now)
                if self._round_at >= looked_after + BEAT:
                    actions.look_after(now=timezone.now())
                    looked_after = self._round_at
                close_old_connections()
            except Exception as error:  # noqa: BLE001 - the next round tries again, whatever it is
                log.warning("a round failed: %s", type(error).__name__)
                connection.close()
                rest = AWAY
            if not taken:
                self._stop.wait(rest)

    def _guard(self) -> None:
        while not self._stop.wait(1.0):
            if time.monotonic() > self._round_at + PATIENCE:
                log.error("a look hangs: starting anew")
                os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
