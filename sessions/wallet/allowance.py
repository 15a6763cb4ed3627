"""What a month gives, what a session takes of it, and which sources bear that. Pure.

A free session is counted in half hours, so that one of an hour takes two and one of 15 minutes one.
Source: two free sessions of 30 minutes a month and a sponsors' pool, handbook domain 1C line 22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

EACH_MONTH = 2  # half hours that PeerHub gives everybody
HALF = timedelta(minutes=30)
LATE = timedelta(days=3)  # fewer are left of a month, and what comes back is of little use in it
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS = (
    *("no", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)


class Source(StrEnum):
    """Who gives a half hour."""

    OWN = "own"  # PeerHub, each month
    SEAT = "seat"  # an organisation, for a place that it pays for
    LATE = "late"  # what came back too late in its month, and not by its member's doing
    POOL = "pool"  # the sponsors


@dataclass(frozen=True)
class Held:
    """Half hours of one source: how many are free, or are taken from there."""

    source: Source
    label: str
    halves: int


def month_of(instant: datetime, zone: ZoneInfo) -> str:
    """The label of the month in which it lies, on a clock: "2026-11"."""
    return instant.astimezone(zone).strftime("%Y-%m")


def month_after(month: str) -> str:
    """The next one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def name_of(month: str) -> str:
    """How people say it: "November"."""
    return MONTHS[int(month[5:7]) - 1]


def seat_label(month: str, key: int) -> str:
    """Under what lies what a place adds to a month."""
    return f"{month}/seat:{key}"


def late_label(month: str) -> str:
    """Under what lies what came back too late in a month before."""
    return f"{month}/late"


def pool_label(month: str) -> str:
    """Under what lies what the pool gave for a session of a month."""
    return f"{month}/pool"


def halves_of(length: timedelta) -> int:
    """How many half hours a session takes; one that began is a whole one."""
    return -(-length // HALF)


def borne_by(needed: int, sources: Sequence[Held]) -> list[Held] | None:
    """What each gives, the first ones first; None where all of them together have too little.

    Args:
        needed: half hours, above nothing.
        sources: what is free, in the order in which it is taken.
    """
    taken: list[Held] = []
    for each in sources:
        left = needed - sum(part.halves for part in taken)
        if left and each.halves:
            taken.append(Held(each.source, each.label, min(left, each.halves)))
    return taken if sum(part.halves for part in taken) == needed else None


def in_words(number: int) -> str:
    """As people say it: "two"; above ten in digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def sessions(number: int, kind: str = "free session") -> str:
    """How many of them: "one free session", "two free sessions"."""
    return f"{in_words(number)} {kind}{'' if number == 1 else 's'}"
