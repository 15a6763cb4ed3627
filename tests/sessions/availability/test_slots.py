"""Free times, in every zone and on every night that changes the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.availability.rules import USUAL as LENGTH
from sessions.availability.rules import USUAL_RULES
from sessions.availability.slots import Hours, Timetable
from sessions.availability.week import WeeklyHours, overlap

NOTICE, HORIZON = USUAL_RULES.notice, USUAL_RULES.horizon

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NEW_YORK = ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ODD = (
    "Africa/Casablanca",
    "America/Nuuk",
    "America/St_Johns",
    "America/Havana",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Europe/London",
    "America/New_York",
)


def starts_on(hours: WeeklyHours, day: date, zone: ZoneInfo) -> list[datetime]:
    """The starts of the hours that begin on ``day``, which may reach into the next one."""
    begins = datetime.combine(day, hours.opens, tzinfo=zone).astimezone(UTC)
    return Timetable(Hours((hours,)), zone).free(
        now=begins - 3 * DAY, since=begins - HOUR, until=begins + 2 * DAY
    )


def walls(hours: WeeklyHours, day: date, zone: ZoneInfo) -> list[str]:
    return [start.astimezone(zone).strftime("%H:%M%z") for start in starts_on(hours, day, zone)]


def hours_on(day: date, opens: time, closes: time) -> WeeklyHours:
    return WeeklyHours(day.weekday(), opens, closes)


def test_six_in_the_evening_stays_six_across_the_change_of_clocks() -> None:
    hours = WeeklyHours(5, time(18), time(19))

    before = starts_on(hours, date(2026, 10, 31), NEW_YORK)
    after = starts_on(hours, date(2026, 11, 7), NEW_YORK)

    assert [start.hour for start in before] == [22, 22]
    assert [start.hour for start in after] == [23, 23]


def test_a_skipped_hour_is_not_offered() -> None:
    spring = date(2026, 3, 8)  # 02:00 becomes 03:00 in New York

    assert walls(hours_on(spring, time(1), time(4)), spring, NEW_YORK) == [
        "01:00-0500",
        "01:30-0500",
        "03:00-0400",
        "03:30-0400",
    ]
    assert walls(hours_on(spring, time(2), time(3)), spring, NEW_YORK) == []


def test_an_hour_that_happens_twice_is_offered_twice_by_hours_that_span_it() -> None:
    autumn = date(2026, 11, 1)  # 02:00 becomes 01:00 in New York

    assert walls(hours_on(autumn, time(1), time(2)), autumn, NEW_YORK) == [
        "01:00-0400",
        "01:30-0400",
        "01:00-0500",
        "01:30-0500",
    ]
    assert walls(hours_on(autumn, time(0), time(1, 30)), autumn, NEW_YORK) == [
        "00:00-0400",
        "00:30-0400",
        "01:00-0400",
    ]


def test_hours_that_begin_inside_the_repeated_hour_never_show_an_earlier_time() -> None:
    autumn = date(2026, 11, 1)

    assert walls(hours_on(autumn, time(1, 30), time(2, 30)), autumn, NEW_YORK) == [
        "01:30-0400",
        "01:30-0500",
        "02:00-0500",
    ]


def test_the_half_hour_of_lord_howe() -> None:
    spring, autumn = date(2026, 10, 4), date(2026, 4, 5)

    assert len(walls(hours_on(spring, time(1), time(4)), spring, LORD_HOWE)) == 5
    assert len(walls(hours_on(autumn, time(1), time(4)), autumn, LORD_HOWE)) == 7


def test_the_day_that_apia_never_had() -> None:
    gone = date(2011, 12, 30)

    assert walls(hours_on(gone, time(9), time(17)), gone, ZoneInfo("Pacific/Apia")) == []


def test_hours_across_midnight_end_on_the_next_morning() -> None:
    day = date(2026, 11, 24)
    assert walls(hours_on(day, time(23), time(0)), day, ZoneInfo("UTC")) == [
        "23:00+0000",
        "23:30+0000",
    ]
    assert walls(hours_on(day, time(23, 30), time(0, 30)), day, ZoneInfo("UTC")) == [
        "23:30+0000",
        "00:00+0000",
    ]


clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
zones = st.sampled_from(ODD) | st.sampled_from(sorted(available_timezones() - {"localtime"}))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
changing_days = st.sampled_from(
    [
        date(2026, 3, 8),
        date(2026, 11, 1),  # New York
        date(2026, 10, 4),
        date(2026, 4, 5),  # Lord Howe
        date(2026, 3, 29),
        date(2026, 10, 25),  # Europe
    ]
)


@settings(max_examples=60, deadline=None)
@given(zones, days, clock_times, clock_times, st.integers(0, 24 * 60), st.data())
def test_the_list_and_the_booking_agree(
    zone_name: str, day: date, opens: time, closes: time, minutes: int, data: st.DataObject
) -> None:
    if opens == closes:
        return
    weekdays = data.draw(st.sets(st.integers(0, 6), min_size=1))
    now = datetime.combine(day, time(), tzinfo=UTC) + timedelta(minutes=minutes)
    weekly = tuple(WeeklyHours(weekday, opens, closes) for weekday in sorted(weekdays))
    table = Timetable(Hours(weekly), ZoneInfo(zone_name))

    free = table.free(now=now, since=now, until=now + HORIZON)

    assert free == sorted(set(free))
    assert all(table.is_free(start, now=now) for start in free)
    assert all(now + NOTICE <= start < now + HORIZON for start in free)
    assert table.first_free(now=now) == (free[0] if free else None)
    off_the_list = {start + timedelta(minutes=7) for start in free}
    assert not any(table.is_free(start, now=now) for start in off_the_list)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24 * 4 * 10), st.integers(1, 4)), max_size=20))
def test_nothing_that_is_taken_is_free(taken: list[tuple[int, int]]) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    quarter = timedelta(minutes=15)
    intervals = tuple(
        (now + begin * quarter, now + (begin + length) * quarter) for begin, length in taken
    )
    weekly = tuple(WeeklyHours(day, time(8), time(20)) for day in range(7))
    open_week = Timetable(Hours(weekly), ZoneInfo("UTC"))

    free = set(
        Timetable(Hours(weekly), ZoneInfo("UTC"), intervals).free(
            now=now, since=now, until=now + HORIZON
        )
    )

    for start in open_week.free(now=now, since=now, until=now + HORIZON):
        met = any(begin < start + LENGTH and start < end for begin, end in intervals)
        assert (start in free) is not met


def test_back_to_back_is_free_and_one_minute_over_is_not() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    weekly = (WeeklyHours(0, time(9), time(11)),)
    nine, ten = now.replace(hour=9), now.replace(hour=10)

    table = Timetable(Hours(weekly), ZoneInfo("UTC"), ((nine, nine + timedelta(minutes=31)),))

    assert table.free(now=now, since=now, until=now + timedelta(days=1)) == [
        ten,
        ten + LENGTH,
    ]


def test_notice_and_horizon_are_kept_to_the_minute() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    weekly = tuple(WeeklyHours(day, time(0), time(23, 30)) for day in range(7))
    table = Timetable(Hours(weekly), ZoneInfo("UTC"))

    assert table.is_free(now + NOTICE, now=now)
    assert not table.is_free(now + NOTICE, now=now + timedelta(seconds=1))
    assert not table.is_free(now + HORIZON, now=now)
    assert table.is_free(now + HORIZON - LENGTH, now=now)


def test_the_nearest_times_come_in_order() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    weekly = (WeeklyHours(0, time(9), time(12)),)
    ten = now.replace(hour=10)
    table = Timetable(Hours(weekly), ZoneInfo("UTC"), ((ten, ten + LENGTH),))

    assert [start.strftime("%H:%M") for start in table.nearest(ten, now=now)] == [
        "09:00",
        "09:30",
        "10:30",
    ]


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        (WeeklyHours(0, time(9), time(11)), WeeklyHours(0, time(11), time(12)), False),
        (WeeklyHours(0, time(9), time(11)), WeeklyHours(0, time(10), time(12)), True),
        (WeeklyHours(0, time(9), time(11)), WeeklyHours(1, time(9), time(11)), False),
        (WeeklyHours(6, time(22), time(2)), WeeklyHours(0, time(1), time(3)), True),
        (WeeklyHours(6, time(22), time(0)), WeeklyHours(0, time(0), time(3)), False),
    ],
)
def test_hours_that_share_a_minute_overlap(one: WeeklyHours, other: WeeklyHours, met: bool) -> None:
    assert overlap(one, other) is met
    assert overlap(other, one) is met


def test_hours_in_words() -> None:
    assert WeeklyHours(0, time(9), time(12, 30)).in_words == "9:00 am to 12:30 pm"
    assert WeeklyHours(0, time(12), time(0)).in_words == "12:00 pm to midnight"
    assert WeeklyHours(0, time(0, 30), time(6)).in_words == "12:30 am to 6:00 am"
