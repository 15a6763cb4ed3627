"""What the check-ins of one member with one specialist say together. Pure.

Source: handbook, domain 3.2, "Alliance check-in" (our own words, free to use). Five items, 0 to 10
or skipped; the score is the mean of what was answered, times ten. Signals: any item at 4 or below;
a score under 70; a score 20 or more below the mean of the three before it. Each leads to an offer to
the member. Two check-ins in a row with a signal: a supervisor looks. The item of safety at 4 or
below: a supervisor looks the same day.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum

VERSION = "2026-11"  # of the wording of the items
HIGHEST = 10
LOW_ITEM = 4
LOW_SCORE = 70
DROP = 20
LOOKS_BACK = 3  # check-ins that a drop is measured against
IN_A_ROW = 2

ITEMS = {
    "heard": "I felt heard and respected.",
    "mattered": "We talked about what mattered to me.",
    "suited": "The way we worked together suited me.",
    "free": "I felt free to slow down, stop or say no.",
    "again": "I would choose to meet this peer again.",
}


class Signal(StrEnum):
    """What is worth an offer."""

    LOW_ITEM = "low_item"
    LOW_SCORE = "low_score"
    DROP = "drop"


class Look(StrEnum):
    """Why a supervisor looks."""

    NOT_FREE = "not_free"  # to slow down, stop or say no
    IN_A_ROW = "in_a_row"


@dataclass(frozen=True)
class Answers:
    """One check-in: a number for each item, None where it was skipped."""

    heard: int | None = None
    mattered: int | None = None
    suited: int | None = None
    free: int | None = None
    again: int | None = None

    @property
    def given(self) -> list[int]:
        """The numbers that were given."""
        return [number for number in astuple(self) if number is not None]

    @property
    def score(self) -> float | None:
        """0 to 100; None where all was skipped."""
        return sum(self.given) / len(self.given) * 10 if self.given else None


def signals(history: Sequence[Answers]) -> frozenset[Signal]:
    """What the last check-in of ``history`` (in order of time) says."""
    if not history or history[-1].score is None:
        return frozenset()
    last, score = history[-1], history[-1].score
    found = set()
    if min(last.given) <= LOW_ITEM:
        found.add(Signal.LOW_ITEM)
    if score < LOW_SCORE:
        found.add(Signal.LOW_SCORE)
    before = [each.score for each in history[:-1] if each.score is not None][-LOOKS_BACK:]
    if len(before) == LOOKS_BACK and sum(before) / LOOKS_BACK - score >= DROP:
        found.add(Signal.DROP)
    return frozenset(found)


def looks(history: Sequence[Answers]) -> frozenset[Look]:
    """Why a supervisor looks after the last check-in of ``history``; empty: they do not."""
    if not history:
        return frozenset()
    found = set()
    free = history[-1].free
    if free is not None and free <= LOW_ITEM:
        found.add(Look.NOT_FREE)
    ends = range(len(history), max(len(history) - IN_A_ROW, 0), -1)
    if len(ends) == IN_A_ROW and all(signals(history[:end]) for end in ends):
        found.add(Look.IN_A_ROW)
    return frozenset(found)
