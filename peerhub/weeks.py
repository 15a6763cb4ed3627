"""A time on the wall, once or every week: the clocks may change, the time on the wall stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5  # as ``date.weekday`` counts


@dataclass(frozen=True)
class Stretch:
    """From one instant to another."""

    starts_at: datetime
    ends_at: datetime


def weekly(
    day: date, opens: time, closes: time, *, weeks: int, zone: ZoneInfo
) -> Sequence[Stretch]:
    """The same hours on ``day`` and on the same day of the following weeks.

    Args:
        day: the first one.
        opens: when it begins, on the wall.
        closes: when it ends; not after ``opens`` is on the next morning.
        weeks: how many times.
        zone: whose wall.
    """
    last = day if closes > opens else day + timedelta(days=1)
    return [
        Stretch(
            _instant(day + timedelta(weeks=week), opens, zone),
            _instant(last + timedelta(weeks=week), closes, zone),
        )
        for week in range(weeks)
    ]


def working_day(day: date, *, after: int) -> date:
    """The last of so many working days after ``day``: weekends do not count, holidays do.

    We know no holidays: a list that is wrong in one country would say "in time" of what is late.
    """
    while after:
        day += timedelta(days=1)
        after -= day.weekday() < SATURDAY
    return day


def between(opens: time, closes: time) -> timedelta:
    """How long it is on the wall; not after ``opens`` is on the next morning."""
    length = datetime.combine(date.min, closes) - datetime.combine(date.min, opens)
    return length if closes > opens else length + timedelta(days=1)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
