"""The dates of regular sessions: the same weekday and time, every week or every two. Pure.

They go by the specialist's clock, because their hours do: half past six stays half past six there
when the clocks change. For a member in another zone a date can then be an hour earlier or later, and
the page says so before anything is booked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sessions.availability.slots import Timetable
from sessions.availability.wall import reads

EVERY = (1, 2)  # weeks from one to the next
FEWEST, MOST = 2, 12  # sessions of one series


class Standing(StrEnum):
    """What can be said of a date before it is booked."""

    FREE = "free"
    NOT_FREE = "not_free"  # taken, on leave, outside the hours, or a time that the clocks skip
    LATER = (
        "later"  # further ahead than the specialist can be booked: booked when it comes in reach
    )


@dataclass(frozen=True)
class Rhythm:
    """When the sessions of a series would be.

    Args:
        first: the start of the first one, an aware instant.
        zone: the specialist's, by whose clock the time stays the same.
        every: weeks from one to the next.
        count: how many.
    """

    first: datetime
    zone: ZoneInfo
    every: int
    count: int

    def start(self, number: int) -> datetime:
        """The start of session ``number``, counted from 0, in UTC.

        Of a time that comes twice in a night it is the first one.
        """
        if number == 0:
            return self.first.astimezone(UTC)
        return self._wall(number).replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def is_real(self, number: int) -> bool:
        """Whether the clock ever reads that time on that date; some nights skip an hour."""
        return reads(self.start(number), self.zone) == self._wall(number)

    def _wall(self, number: int) -> datetime:
        return reads(self.first, self.zone) + timedelta(weeks=self.every * number)


@dataclass(frozen=True)
class Planned:
    """One date before it is booked."""

    number: int
    starts_at: datetime
    standing: Standing


def planned(
    rhythm: Rhythm, offered: Timetable, *, length: timedelta, now: datetime
) -> Iterator[Planned]:
    """Every date of the rhythm, and whether it could be booked now.

    The sessions of the series itself count for the specialist's caps, each for those after it.
    """
    for number in range(rhythm.count):
        start = rhythm.start(number)
        if start >= now + offered.rules.horizon:
            yield Planned(number, start, Standing.LATER)
        elif rhythm.is_real(number) and offered.is_free(start, now=now, length=length):
            offered = offered.with_taken(start, start + length)
            yield Planned(number, start, Standing.FREE)
        else:
            yield Planned(number, start, Standing.NOT_FREE)
