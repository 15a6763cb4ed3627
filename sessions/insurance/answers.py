"""What a plan answered about a member, and whether it is active on a day. Pure.

Somebody of our team asks the plan, by telephone or on its page, and writes down what it said. What
counts is the day of the session: an answer of today says nothing about a day that it does not name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

NOT_ASKED, ASKED, ACTIVE, NOT_ACTIVE, UNKNOWN = (
    "not_asked",
    "asked",
    "active",
    "not_active",
    "unknown",
)
SAID = frozenset({ACTIVE, NOT_ACTIVE, UNKNOWN})
# Nothing is known that was not asked for; and everything can be asked again.
ALLOWED: Mapping[str, frozenset[str]] = {
    NOT_ASKED: frozenset({ASKED}),
    ASKED: SAID,
    ACTIVE: frozenset({ASKED}),
    NOT_ACTIVE: frozenset({ASKED}),
    UNKNOWN: frozenset({ASKED}),
}


@dataclass(frozen=True)
class Answer:
    """One step: what it is now, and for which days."""

    state: str
    noted_on: date
    first: date | None = None  # of the days that it speaks of
    last: date | None = None  # within them; None: from the first on


def may_become(before: str, after: str) -> bool:
    """Whether the one can follow the other."""
    return after in ALLOWED[before]


def on(day: date, answers: Iterable[Answer]) -> str:
    """What is known of one day.

    Args:
        day: on which a session was.
        answers: all there were, the oldest first. The newest that speaks of the day counts; one
            that a plan could not give puts every day from then on in doubt.
    """
    found = list(answers)
    for each in reversed(found):
        if each.state == UNKNOWN and day >= each.noted_on:
            return UNKNOWN
        if each.state in (ACTIVE, NOT_ACTIVE) and _speaks_of(each, day):
            return each.state
    return ASKED if found and found[-1].state == ASKED else NOT_ASKED if not found else UNKNOWN


def _speaks_of(answer: Answer, day: date) -> bool:
    first, last = answer.first or answer.noted_on, answer.last
    return first <= day and (last is None or day <= last)
