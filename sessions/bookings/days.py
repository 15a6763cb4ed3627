"""Free times by day, as the pages show them. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

PAGE = 14  # days on one page
NOON, EVENING = 12, 17  # hours of the reader's clock
STAMP = "%Y-%m-%dT%H:%MZ"  # a time in an address, in UTC


@dataclass(frozen=True)
class Day:
    """One day of the reader's calendar and the times that begin on it."""

    on: date
    starts: tuple[datetime, ...]

    @property
    def parts(self) -> list[tuple[str, list[datetime]]]:
        """Morning, afternoon and evening, as far as there are times."""
        return [(name, list(times)) for name, times in groupby(self.starts, key=part_of)]


def by_day(starts: Iterable[datetime], *, first: date, zone: ZoneInfo) -> list[Day]:
    """``PAGE`` days from ``first`` on the reader's clock, with the times of each.

    Args:
        starts: aware instants in order of time.
        first: the first day of the page.
        zone: the reader's.
    """
    local: dict[date, list[datetime]] = {}
    for start in starts:
        here = start.astimezone(zone)
        local.setdefault(here.date(), []).append(here)
    days = (first + timedelta(days=number) for number in range(PAGE))
    return [Day(day, tuple(local.get(day, ()))) for day in days]


def chosen(days: Sequence[Day], wish: date | None) -> Day | None:
    """The day that was asked for, or the first with a free time."""
    return next((day for day in days if day.on == wish), None) or next(
        (day for day in days if day.starts), None
    )


def stamp(instant: datetime) -> str:
    """An instant as it stands in an address: "2026-11-24T23:30Z"."""
    return instant.astimezone(UTC).strftime(STAMP)


def from_stamp(words: str) -> datetime:
    """The instant of a stamp.

    Raises:
        ValueError: there is no such time.
    """
    return datetime.strptime(words, STAMP).replace(tzinfo=UTC)


def part_of(start: datetime) -> str:
    """The part of the day in which ``start`` is, on the clock that it is told by."""
    if start.hour < NOON:
        return "Morning"
    return "Afternoon" if start.hour < EVENING else "Evening"
