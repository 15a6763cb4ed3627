"""Minutes of a session as units of H0038, which is counted in quarters of an hour. Pure.

Payers count in two ways (handbook, domain 3.4): only a quarter that is full, which rounds down and
is what we do where nobody says otherwise; or from the middle of a quarter on, so that 8 to 22
minutes are one unit and 23 to 37 two. What a day can have is counted over all sessions of that day.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

UNIT = 15  # minutes
MIDDLE = 8  # the first minute that counts as a quarter
MINUTE = timedelta(minutes=1)


class Rule(StrEnum):
    """How a payer counts."""

    FULL = "full"
    MIDPOINT = "midpoint"


class NoTime(ValueError):
    """Not a stretch of time: none, less than none, the wrong way round, or without a zone."""


def minutes_between(start: datetime, stop: datetime) -> int:
    """Whole minutes from one instant to another; nothing is rounded up.

    Both are brought to UTC first: Python takes two times of one zone from each other by what the
    clock on the wall says, which is an hour off in the nights when clocks change.

    Raises:
        NoTime: it stops before it starts or within a minute, or one of the two has no zone.
    """
    if start.tzinfo is None or stop.tzinfo is None:
        raise NoTime("an instant has a zone")
    minutes = (stop.astimezone(UTC) - start.astimezone(UTC)) // MINUTE
    if minutes < 1:
        raise NoTime("it has to last a minute")
    return minutes


def units_of(minutes: int, rule: Rule = Rule.FULL) -> int:
    """How many units so many minutes are.

    Raises:
        NoTime: no minute, or fewer.
    """
    if minutes < 1:
        raise NoTime("it has to last a minute")
    begun = UNIT - MIDDLE if rule == Rule.MIDPOINT else 0
    return (minutes + begun) // UNIT


def left_of(cap: int | None, used: Iterable[int]) -> int | None:
    """How many units are left of a cap, after those that were used; None where there is no cap."""
    return None if cap is None else max(0, cap - sum(used))


def within(units: int, *left: int | None) -> int:
    """So many units as every cap has left."""
    return min([units, *(each for each in left if each is not None)])
