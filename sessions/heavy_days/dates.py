"""Days of a calendar that come once or every year, whatever the clocks do. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sessions.availability.wall import DAY, begin_of, reads

LONGEST = timedelta(weeks=6)
AROUND = 14  # days: as far before and after as anything is planned
MORNING, NIGHT = time(7), time(22)  # from and until nobody is told anything; their own clock
TOLD_AT = time(10)  # when a day begins for what we have to say


@dataclass(frozen=True)
class Turn:
    """One time that it comes: its first and its last day, both within it.

    Attributes:
        number: 0 for the days that were written down, 1 for those a year later, and so on.
    """

    number: int
    first: date
    last: date

    def has(self, day: date, *, before: int = 0, after: int = 0) -> bool:
        """Whether ``day`` is in it, or at most so many days before or after it."""
        return self.first - before * DAY <= day <= self.last + after * DAY

    def around(self, before: int, after: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when until when (exclusive) it lasts, with so many days before and after it."""
        since, until = self.first - before * DAY, self.last + (after + 1) * DAY
        return begin_of(since, zone), begin_of(until, zone)


@dataclass(frozen=True)
class Span:
    """The days that somebody wrote down."""

    first: date
    last: date
    yearly: bool

    def turn(self, number: int) -> Turn | None:
        """The time that it comes so many years later; None where it comes once, or never again."""
        if number and not self.yearly:
            return None
        if self.last.year + number >= date.max.year:
            return None
        first, last = (in_year(day, day.year + number) for day in (self.first, self.last))
        return Turn(number, first, last)

    def turn_from(self, day: date, *, after: int = 0) -> Turn | None:
        """The first time it comes that is not over on ``day``, with so many days after it."""
        number = max(0, day.year - self.last.year - 1) if self.yearly else 0
        while turn := self.turn(number):
            if day <= turn.last + after * DAY:
                return turn
            number += 1
        return None


def in_year(day: date, year: int) -> date:
    """The same day of another year; in years without 29 February, that day is the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(year, 3, 1) - DAY
    return day.replace(year=year)


def today(zone: ZoneInfo, *, now: datetime) -> date:
    """The day that it is in ``zone``."""
    return reads(now, zone).date()


def telling_at(day: date, zone: ZoneInfo) -> datetime:
    """When somebody is told something on ``day``: ten in the morning on their clock, in UTC."""
    return datetime.combine(day, TOLD_AT, tzinfo=zone).astimezone(UTC)


def awake(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant``, or the next ten in the morning when it falls in their night."""
    local = reads(instant, zone)
    if MORNING <= local.time() < NIGHT:
        return instant
    day = local.date() if local.time() < MORNING else local.date() + DAY
    return telling_at(day, zone)
