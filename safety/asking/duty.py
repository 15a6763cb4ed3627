"""Whether anybody is on duty, as far as we know. Who keeps the shifts offers the answer.

Nothing is promised that nobody said: without an answer the pages say that we do not know.
"""

from collections.abc import Callable
from datetime import datetime

Lookup = Callable[[datetime], bool | None]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say whether somebody is on duty at a moment; twice changes nothing.

    It says None where it does not know.
    """
    if lookup not in _lookups:
        _lookups.append(lookup)


def is_anyone_on_duty(*, now: datetime) -> bool | None:
    """Whether somebody who answers is on duty now; None: nobody keeps shifts here."""
    known = [said for lookup in _lookups if (said := lookup(now)) is not None]
    return any(known) if known else None
