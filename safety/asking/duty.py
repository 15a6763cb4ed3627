"""Whether anybody is on duty, as far as we know. Who keeps the shifts offers the answer.

Nothing is promised that nobody said: without an answer the pages say that we do not know.
"""

from collections.abc import Callable
from datetime import datetime

Lookup = Callable[[datetime], bool]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say whether somebody is on duty at a moment; twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def is_anyone_on_duty(*, now: datetime) -> bool | None:
    """Whether somebody who answers is on duty now; None: nobody keeps shifts here."""
    if not _lookups:
        return None
    return any(lookup(now) for lookup in _lookups)
