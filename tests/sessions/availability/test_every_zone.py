"""Hours on the days that change the clocks, in every zone there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest

from sessions.availability.rules import MINUTE, Rules
from sessions.availability.slots import Hours, Timetable
from sessions.availability.wall import instants
from sessions.availability.week import Away, Closed, ExtraHours

DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
YEAR = [date(2026, 1, 1) + number * DAY for number in range(366)]
QUARTERS = Rules(step=QUARTER, lengths=(QUARTER, 60 * MINUTE), horizon=28 * DAY)
NIGHTS = ((time(0), time(4)), (time(1, 30), time(2, 30)), (time(22), time(1)), (time(23), time(0)))


@cache
def changes() -> list[tuple[ZoneInfo, date]]:
    """Each way in which clocks change in 2026, once: a zone that has it, and the day."""
    found: dict[tuple[date, timedelta, timedelta], tuple[ZoneInfo, date]] = {}
    for name in sorted(available_timezones() - {"localtime"}):
        zone = ZoneInfo(name)
        offsets = [datetime.combine(day, time(12), tzinfo=zone).utcoffset() for day in YEAR]
        for day, before, after in zip(YEAR[1:], offsets, offsets[1:], strict=False):
            if before != after:
                assert before is not None
                assert after is not None
                found.setdefault((day, before, after), (zone, day))
    return list(found.values())


def quarters(day: date) -> Iterator[datetime]:
    """The quarters of an hour around ``day``, in any zone; there 15 minutes are never cut."""
    start = datetime.combine(day - DAY, time(), tzinfo=UTC)
    return (start + number * QUARTER for number in range(4 * 24 * 4))


def wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def expected(hours: ExtraHours, zone: ZoneInfo, length: timedelta) -> list[datetime]:
    """In words of its own: every minute reads as within the hours, until they are over."""
    opens = datetime.combine(hours.on, hours.opens)
    closes = datetime.combine(hours.on + (hours.closes <= hours.opens) * DAY, hours.closes)
    over = closes.replace(tzinfo=zone).astimezone(UTC)
    open_quarters = {
        each for each in quarters(hours.on) if opens <= wall(each, zone) < closes and each < over
    }
    return sorted(
        start
        for start in open_quarters
        if all(start + number * QUARTER in open_quarters for number in range(length // QUARTER))
    )


def test_there_are_changes_to_look_at() -> None:
    assert len(changes()) > 40
    assert len({zone.key for zone, _ in changes()}) > 15


@pytest.mark.parametrize("length", QUARTERS.lengths)
def test_every_minute_of_a_session_lies_within_its_hours(length: timedelta) -> None:
    for zone, changed in changes():
        for day in (changed - DAY, changed):
            for opens, closes in NIGHTS:
                extra = ExtraHours(day, opens, closes)
                table = Timetable(Hours(extra=(extra,), rules=QUARTERS), zone)
                now = datetime.combine(day - 4 * DAY, time(), tzinfo=UTC)

                assert table.all_free(now=now, length=length) == expected(extra, zone, length), (
                    zone.key,
                    extra,
                )


def test_a_closed_hour_that_comes_twice_is_closed_twice() -> None:
    for zone, day in changes():
        opens, closes = datetime.combine(day, time(0, 30)), datetime.combine(day, time(2))

        stretches = instants(opens, closes, zone)

        for each in quarters(day):
            is_in = any(start <= each < end for start, end in stretches)
            assert is_in is (opens <= wall(each, zone) < closes), (zone.key, day)


@pytest.mark.parametrize("gone", [Closed, lambda day: Away(day, day)])
def test_a_day_off_is_that_day_from_midnight_to_midnight(gone: object) -> None:
    assert callable(gone)
    for zone, day in changes():
        off = gone(day)
        hours = Hours(
            extra=tuple(
                ExtraHours(day + shift * DAY, *both)
                for shift in (-1, 0, 1)
                for both in ((time(0), time(12)), (time(12), time(0)))
            ),
            rules=QUARTERS,
        )
        closed = Hours(
            extra=hours.extra,
            rules=QUARTERS,
            closed=(off,) if isinstance(off, Closed) else (),
            away=(off,) if isinstance(off, Away) else (),
        )
        now = datetime.combine(day - 4 * DAY, time(), tzinfo=UTC)

        left = Timetable(closed, zone).all_free(now=now, length=QUARTER)

        assert left == [
            start
            for start in Timetable(hours, zone).all_free(now=now, length=QUARTER)
            if wall(start, zone).date() != day
        ], (zone.key, day)
