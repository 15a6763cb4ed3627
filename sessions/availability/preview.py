"""What hours and rules come to, day by day, as a specialist reads it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sessions.availability.rules import DAY
from sessions.availability.slots import Timetable
from sessions.availability.wall import reads
from sessions.availability.week import in_words

DAYS = 14


@dataclass(frozen=True)
class Day:
    """One date of the specialist's calendar."""

    on: date
    stretches: tuple[str, ...]  # "9:00 am to 12:30 pm": from the first start to the last end
    times: int  # starts of the usual length
    is_away: bool
    is_closed: bool


def coming(timetable: Timetable, *, now: datetime) -> list[Day]:
    """Two weeks from today, as somebody could book them now."""
    zone = timetable.zone
    today = reads(now, zone).date()
    free = timetable.free(now=now, since=now, until=now + (DAYS + 1) * DAY)
    starts = {
        on: list(day) for on, day in groupby(free, key=lambda start: reads(start, zone).date())
    }
    return [_day(timetable, today + number * DAY, starts) for number in range(DAYS)]


def _day(timetable: Timetable, on: date, starts: dict[date, list[datetime]]) -> Day:
    here = starts.get(on, [])
    return Day(
        on,
        tuple(_stretches(timetable, here)),
        len(here),
        any(away.first_on <= on <= away.last_on for away in timetable.hours.away),
        any(closed.on == on and closed.hours is None for closed in timetable.hours.closed),
    )


def _stretches(timetable: Timetable, starts: Sequence[datetime]) -> list[str]:
    length = timetable.rules.usual
    near = max(length, timetable.rules.step)
    found: list[list[datetime]] = []
    for start in starts:
        if found and start - found[-1][-1] <= near:
            found[-1].append(start)
        else:
            found.append([start])
    return [
        in_words(
            reads(each[0], timetable.zone).time(), reads(each[-1] + length, timetable.zone).time()
        )
        for each in found
    ]
