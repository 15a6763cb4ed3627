"""Which rules are off, for every text that is read: known without asking the database each time.

Each process asks at most every ``LOOK_EVERY`` seconds, so a switch is in effect everywhere that
soon. One thread asks; the others go on with what was known.
"""

import logging
import time
from threading import Lock

from django.db import DatabaseError, transaction

from safety.board.models import Switch

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds


class _Known:
    """What this process knows, and since when."""

    def __init__(self) -> None:
        self.off: frozenset[str] = frozenset()
        self.look_at = 0.0  # on the monotonic clock
        self.looking = Lock()


_known = _Known()


def switched_off() -> frozenset[str]:
    """The ids of the rules that are off, at most ``LOOK_EVERY`` seconds old.

    When the database cannot say, what was known before goes on; at first that is: none.
    """
    if time.monotonic() >= _known.look_at and _known.looking.acquire(blocking=False):
        try:
            _look()
        finally:
            _known.looking.release()
    return _known.off


def look_again() -> None:
    """Ask the database at the next text, however short ago it was asked."""
    _known.look_at = 0.0


def _look() -> None:
    # First: a look that fails waits its turn too, or every text would wait for it.
    _known.look_at = time.monotonic() + LOOK_EVERY
    try:
        with transaction.atomic():  # a savepoint, so that the text is stored all the same
            _known.off = Switch.objects.off()
    except DatabaseError as error:
        log.error("rules that are off: %s", type(error).__name__)  # noqa: TRY400
