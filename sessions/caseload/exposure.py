"""How much a specialist carried in the last seven days. Pure.

A proposal of ours, not a measure that anybody has tested: the field says what weighs on peers (heavy
topics, hard cases, no pause between two people; handbook, domain 4 item 9) and gives no numbers. Half
an hour that was heavy counts one, a case of level 3 or more two, two people without a quarter of an
hour between them one. From four on it is a good deal, from eight on a lot. It is for a gentle word
and an offer, never for a block, a ranking or a reason against anybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

SPAN = timedelta(days=7)
PAUSE = timedelta(minutes=15)  # shorter than this, two sessions are back to back
HALF_HOUR = timedelta(minutes=30)
HARD_CASE, BACK_TO_BACK = 2, 1  # points of each
GOOD_DEAL, A_LOT = 4, 8  # points from which on


class Band(StrEnum):
    """How much it is, in words; a supervisor sees nothing finer."""

    LIGHT = "light"
    GOOD_DEAL = "a good deal"
    A_LOT = "a lot"


@dataclass(frozen=True)
class Met:
    """One session that took place: from, until, and whether it was heavy."""

    starts_at: datetime
    ends_at: datetime
    heavy: bool = False


@dataclass(frozen=True)
class Exposure:
    """What came of a week.

    Attributes:
        heavy: time in sessions that were heavy.
        hard_cases: of level 3 or more.
        back_to_backs: pairs of sessions without a pause.
    """

    heavy: timedelta = timedelta()
    hard_cases: int = 0
    back_to_backs: int = 0

    @property
    def heavy_minutes(self) -> int:
        """The time in heavy sessions, in minutes."""
        return self.heavy // timedelta(minutes=1)

    @property
    def points(self) -> int:
        """All of it in one number; parts of half an hour do not count."""
        hours = self.heavy // HALF_HOUR
        return hours + HARD_CASE * self.hard_cases + BACK_TO_BACK * self.back_to_backs

    @property
    def band(self) -> Band:
        """The number in words."""
        if self.points >= A_LOT:
            return Band.A_LOT
        return Band.GOOD_DEAL if self.points >= GOOD_DEAL else Band.LIGHT


def exposure(sessions: Iterable[Met], hard_cases: Sequence[datetime], *, now: datetime) -> Exposure:
    """What the ``SPAN`` before ``now`` held.

    Args:
        sessions: that took place, in any order; those that are not over, or ended before, are left out.
        hard_cases: when each case of level 3 or more came.
        now: an aware instant.
    """
    since = now - SPAN
    lately = sorted(
        (each for each in sessions if since < each.ends_at <= now),
        key=lambda each: each.starts_at,
    )
    pairs = pairwise(lately)
    return Exposure(
        heavy=sum((each.ends_at - each.starts_at for each in lately if each.heavy), timedelta()),
        hard_cases=sum(since < at <= now for at in hard_cases),
        back_to_backs=sum(after.starts_at - before.ends_at < PAUSE for before, after in pairs),
    )
