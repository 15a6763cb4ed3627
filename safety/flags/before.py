"""What was before: earlier cases and pauses of one person, told so that no mask is joined to another.

A case of the same strand is named, for whoever reads this knows that writer there already. Of any
other only the level, the kind, roughly when and how it ended are told: neither number nor place,
from which one could read under which other name the same person writes. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)
SPANS = ((7, "in the last 7 days"), (30, "in the last 30 days"), (90, "in the last 3 months"))
LONG_AGO = "longer ago"


@dataclass(frozen=True)
class Past:
    """An earlier case. ``number``: only where it is of the same writer in the same place."""

    level: int
    name: str
    kinds: str
    when: str
    ended: str  # "" not yet
    number: int | None


@dataclass(frozen=True)
class PastPause:
    """An earlier pause of the account."""

    when: str
    lasted: str
    ended_early: bool


@dataclass(frozen=True)
class Before:
    """All of it, the newest first."""

    cases: Sequence[Past]
    pauses: Sequence[PastPause]


def roughly(at: datetime, *, now: datetime) -> str:
    """How long ago, so roughly that it cannot be matched with a day."""
    for days, words in SPANS:
        if now - at <= days * DAY:
            return words
    return LONG_AGO
