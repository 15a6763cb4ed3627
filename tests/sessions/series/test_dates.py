"""When regular sessions are, by the specialist's clock, whatever the clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sessions.availability.slots import Hours, Timetable
from sessions.availability.wall import reads
from sessions.availability.week import WeeklyHours
from sessions.series.dates import EVERY, FEWEST, MOST, Rhythm, Standing, planned
from tests.cast import NOON

ZONES = sorted(available_timezones() - {"localtime", "posixrules"})
CHICAGO, LONDON = ZoneInfo("America/Chicago"), ZoneInfo("Europe/London")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
HALF = 30 * MINUTE
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@settings(max_examples=200)
@given(
    some.integers(0, 16 * 365 * 96).map(lambda quarters: SINCE + quarters * 15 * MINUTE),
    some.sampled_from(ZONES).map(ZoneInfo),
    some.sampled_from(EVERY),
    some.integers(FEWEST, MOST),
)
def test_each_date_reads_the_same_on_the_specialists_wall_or_is_none(
    first: datetime, zone: ZoneInfo, every: int, count: int
) -> None:
    rhythm = Rhythm(first, zone, every, count)
    at = reads(first, zone)

    for number in range(count):
        start = rhythm.start(number)
        assert start.tzinfo is UTC
        if rhythm.is_real(number):
            assert reads(start, zone) == at + number * every * 7 * DAY
        else:  # a night that skips: the wall never reads it
            wall = at + number * every * 7 * DAY
            assert all(
                reads(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC), zone) != wall
                for fold in (0, 1)
            )
    starts = [rhythm.start(number) for number in range(count)]
    assert starts == sorted(set(starts))
    assert starts[0] == first


def test_half_past_six_stays_half_past_six_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 29, 18, 30, tzinfo=CHICAGO)  # summer time ends on 1 November

    first, second = (Rhythm(before, CHICAGO, 1, 2).start(number) for number in (0, 1))

    assert second - first == timedelta(days=7, hours=1)
    assert (second.astimezone(CHICAGO).hour, second.astimezone(CHICAGO).minute) == (18, 30)
    # In London they had changed a week before: for a member there it is an hour later.
    assert (first.astimezone(LONDON).hour, second.astimezone(LONDON).hour) == (23, 0)


def test_a_time_that_a_night_skips_is_no_date() -> None:
    rhythm = Rhythm(datetime(2026, 3, 1, 2, 30, tzinfo=CHICAGO), CHICAGO, 1, 3)

    assert [rhythm.is_real(number) for number in range(3)] == [True, False, True]


WEEK = tuple(
    WeeklyHours(day, NOON.time().replace(hour=9), NOON.time().replace(hour=17)) for day in range(7)
)


def look(*taken: datetime, count: int = 6, every: int = 1) -> list[tuple[int, Standing]]:
    stretches = tuple((each, each + HALF) for each in taken)
    offered = Timetable(Hours(weekly=WEEK), CHICAGO, taken=stretches)
    rhythm = Rhythm(NOON + DAY + 3 * 60 * MINUTE, CHICAGO, every, count)
    found = planned(rhythm, offered, length=HALF, now=NOON)
    return [(each.number, each.standing) for each in found]


def test_what_is_further_ahead_than_the_horizon_is_for_later() -> None:
    free, later = Standing.FREE, Standing.LATER

    assert look() == [(0, free), (1, free), (2, free), (3, free), (4, later), (5, later)]
    assert look(every=2, count=3) == [(0, free), (1, free), (2, later)]


def test_a_date_that_is_taken_is_not_free_and_the_others_are() -> None:
    second = NOON + 8 * DAY + 3 * 60 * MINUTE

    assert look(second, count=3) == [
        (0, Standing.FREE),
        (1, Standing.NOT_FREE),
        (2, Standing.FREE),
    ]


@pytest.mark.parametrize("hours_too_late", [9, 12])
def test_a_rhythm_outside_the_hours_has_no_free_date(hours_too_late: int) -> None:
    offered = Timetable(Hours(weekly=WEEK), CHICAGO)
    first = NOON + DAY + (3 + hours_too_late) * 60 * MINUTE

    found = planned(Rhythm(first, CHICAGO, 1, 2), offered, length=HALF, now=NOON)

    assert {each.standing for each in found} == {Standing.NOT_FREE}
