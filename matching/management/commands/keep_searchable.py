"""``manage.py keep_searchable``: the worker of search, the one process with the model for it.

It reads stories that changed, and says what the words of a search mean. Several may run. Without it,
or without the model, stories are found by their words alone.
"""

import logging
import signal
import threading
import time
from typing import Any

import redis
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone

from matching.search.actions import hearing
from matching.search.actions.reading import count_words, read_waiting
from matching.search.meaning import vectors_of
from matching.search.shelf import drop_old_lines
from peerhub.encoder import NoEncoder

log = logging.getLogger(__name__)

REST = 0.25  # seconds to listen for a question between two looks for stories
TIDY = 600.0  # seconds until old lines are dropped again
AWAY = 1.0  # seconds until something that is away is tried again


class Command(BaseCommand):
    """Runs until SIGTERM or SIGINT; the round it is in is finished first."""

    help = "Read stories by meaning, and say what the words of a search mean."

    def handle(self, *args: Any, **options: Any) -> None:
        """Go round until told to stop."""
        del args, options
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        line, self._tidy_at = hearing.line(), 0.0
        while not stop.is_set():
            taken = self._read()
            if not self._answer(line, wait=0.01 if taken else REST):
                stop.wait(AWAY)
            close_old_connections()
        self._silence(line)

    def _read(self) -> int:
        try:
            taken, _ = read_waiting(clock=timezone.now, encode=vectors_of)
            if not taken:
                self._tidy()
        except Error as error:
            log.warning("the database is away: %s", type(error).__name__)
            return 0
        return taken

    def _tidy(self) -> None:
        """What can wait until nothing else does: counting words, dropping old lines."""
        count_words(now=timezone.now())
        if time.monotonic() > self._tidy_at:
            self._tidy_at = time.monotonic() + TIDY
            drop_old_lines()

    def _answer(self, line: hearing.Hearing, *, wait: float) -> bool:
        try:
            while line.answer(vectors_of, wait=wait):
                wait = 0.01
        except (redis.RedisError, NoEncoder) as error:
            log.warning("no words are understood: %s", type(error).__name__)
            return False
        return True

    def _silence(self, line: hearing.Hearing) -> None:
        try:
            line.fall_silent()
        except redis.RedisError:
            log.warning("could not say goodbye")
