"""Every rule of a specialist, in words of its own, against the one question of the pages."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.availability import preview
from sessions.availability.rules import (
    BUFFERS,
    DAY,
    HORIZONS,
    HOUR,
    LENGTHS,
    MINUTE,
    NOTICES,
    STEPS,
    USUAL,
    Rules,
    how_long,
)
from sessions.availability.slots import Hours, Timetable
from sessions.availability.wall import Interval
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours

NOW = datetime(2026, 10, 20, 12, 0, tzinfo=UTC)  # a Tuesday; clocks change on the Sunday
TODAY = NOW.date()
QUARTER = timedelta(minutes=15)
UTC_ZONE = ZoneInfo("UTC")
WEEKDAYS = tuple(WeeklyHours(day, time(9), time(17)) for day in range(7))
NINE = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)  # on a Thursday

zones = st.sampled_from(
    ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
).map(ZoneInfo)
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
two_clocks = st.tuples(clocks, clocks).filter(lambda both: both[0] != both[1])
dates = st.integers(0, 20).map(lambda number: TODAY + number * DAY)
rules = st.builds(
    Rules,
    notice=st.sampled_from(NOTICES).map(lambda hours: hours * HOUR),
    horizon=st.sampled_from(HORIZONS[:3]).map(lambda days: days * DAY),
    before=st.sampled_from(BUFFERS).map(lambda minutes: minutes * MINUTE),
    after=st.sampled_from(BUFFERS).map(lambda minutes: minutes * MINUTE),
    step=st.sampled_from(STEPS).map(lambda minutes: minutes * MINUTE),
    per_day=st.none() | st.integers(1, 3),
    per_week=st.none() | st.integers(1, 4),
    lengths=st.sets(st.sampled_from(LENGTHS), min_size=1).map(
        lambda chosen: tuple(minutes * MINUTE for minutes in sorted(chosen))
    ),
)
some_hours = st.builds(
    Hours,
    weekly=st.lists(
        st.builds(lambda day, both: WeeklyHours(day, *both), st.integers(0, 6), two_clocks),
        max_size=4,
    ).map(tuple),
    extra=st.lists(
        st.builds(lambda on, both: ExtraHours(on, *both), dates, two_clocks), max_size=3
    ).map(tuple),
    closed=st.lists(st.builds(Closed, dates, st.none() | two_clocks), max_size=3).map(tuple),
    away=st.lists(
        st.builds(lambda on, days: Away(on, on + days * DAY), dates, st.integers(0, 4)), max_size=1
    ).map(tuple),
    rules=rules,
)
sessions = st.lists(
    st.builds(
        lambda quarter, minutes: (
            NOW + quarter * QUARTER,
            NOW + quarter * QUARTER + minutes * MINUTE,
        ),
        st.integers(-300, 4 * 24 * 15),
        st.sampled_from(LENGTHS),
    ),
    max_size=6,
).map(tuple)


def local(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def is_offered(table: Timetable, minute: datetime) -> bool:
    """Whether this minute lies in some hours, and in nothing that is closed."""
    at, hours = local(minute, table.zone), table.hours

    def within(on: date, opens: time, closes: time) -> bool:
        last = on + (closes <= opens) * DAY
        return datetime.combine(on, opens) <= at < datetime.combine(last, closes)

    inside = any(
        within(on, each.opens, each.closes)
        for on in (at.date() - DAY, at.date())
        for each in hours.weekly
        if each.weekday == on.weekday()
    ) or any(within(each.on, each.opens, each.closes) for each in hours.extra)
    shut = any(
        within(each.on, *each.hours) if each.hours else each.on == at.date()
        for each in hours.closed
    ) or any(each.first_on <= at.date() <= each.last_on for each in hours.away)
    return inside and not shut


def breaks_no_rule(table: Timetable, start: datetime, length: timedelta) -> bool:
    """Everything but where the steps fall."""
    rule, end = table.rules, start + length
    day = local(start, table.zone).date()
    days = [local(begin, table.zone).date() for begin, _ in table.taken]
    on_day = sum(other == day for other in days)
    in_week = sum(other.isocalendar()[:2] == day.isocalendar()[:2] for other in days)
    return (
        length in rule.lengths
        and rule.notice <= start - NOW < rule.horizon
        and all(is_offered(table, start + number * QUARTER) for number in range(length // QUARTER))
        and all(
            end + rule.after + rule.before <= begin or stop + rule.after + rule.before <= start
            for begin, stop in table.taken
        )
        and all(end <= begin or stop <= start for begin, stop in table.theirs)
        and (rule.per_day is None or on_day < rule.per_day)
        and (rule.per_week is None or in_week < rule.per_week)
    )


@settings(max_examples=25, deadline=None)
@given(some_hours, zones, sessions, sessions, st.sampled_from(LENGTHS))
def test_what_is_listed_can_be_booked_and_breaks_no_rule(
    hours: Hours,
    zone: ZoneInfo,
    taken: tuple[Interval, ...],
    theirs: tuple[Interval, ...],
    minutes: int,
) -> None:
    length = minutes * MINUTE
    table = Timetable(hours, zone, taken, theirs)

    listed = table.all_free(now=NOW, length=length)

    assert listed == sorted(set(listed))
    for start in listed:
        assert breaks_no_rule(table, start, length)
    near = {start + shift for start in listed[:8] for shift in (-QUARTER, 7 * MINUTE, QUARTER)}
    for start in (*listed, *near):
        assert table.is_free(start, now=NOW, length=length) is (start in listed)
    if length == hours.rules.shortest:
        assert table.first_free(now=NOW) == (listed[0] if listed else None)


@settings(max_examples=25, deadline=None)
@given(rules, sessions, sessions, dates)
def test_what_breaks_no_rule_is_listed(
    rule: Rules, taken: tuple[Interval, ...], theirs: tuple[Interval, ...], off: date
) -> None:
    hours = Hours(WEEKDAYS, closed=(Closed(off, (time(12), time(13))),), rules=rule)
    table = Timetable(hours, UTC_ZONE, taken, theirs)
    on_the_grid = [
        NINE.replace(hour=9) + number * DAY + steps * rule.step
        for number in range(-2, 19)
        for steps in range(8 * HOUR // rule.step)
    ]

    for length in rule.lengths:
        until = NINE.replace(hour=0) + 19 * DAY
        assert table.free(now=NOW, since=NOW, until=until, length=length) == [
            start for start in on_the_grid if breaks_no_rule(table, start, length)
        ]


def free_on_thursday(hours: Hours, *taken: Interval, minutes: int = 30) -> list[str]:
    table = Timetable(hours, UTC_ZONE, taken)
    until = NINE + 15 * HOUR
    free = table.free(now=NOW, since=NINE - 9 * HOUR, until=until, length=minutes * MINUTE)
    return [start.strftime("%H:%M") for start in free]


MORNING = Hours((WeeklyHours(3, time(9), time(12)),))
TEN = (NINE + HOUR, NINE + HOUR + USUAL)


def test_time_for_oneself_before_and_after_each_session() -> None:
    quarters = Rules(step=QUARTER, before=5 * MINUTE, after=10 * MINUTE)

    assert free_on_thursday(MORNING, TEN) == ["09:00", "09:30", "10:30", "11:00", "11:30"]
    assert free_on_thursday(replace(MORNING, rules=quarters), TEN) == [
        "09:00",
        "09:15",
        "10:45",
        "11:00",
        "11:15",
        "11:30",
    ]


def test_enough_for_one_day_and_for_one_week() -> None:
    on_monday = (NINE - 3 * DAY, NINE - 3 * DAY + USUAL)  # before now, in the same week
    last_week = (NINE - 4 * DAY, NINE - 4 * DAY + USUAL)

    assert not free_on_thursday(replace(MORNING, rules=Rules(per_day=1)), TEN)
    assert free_on_thursday(replace(MORNING, rules=Rules(per_day=1)), on_monday)
    assert not free_on_thursday(replace(MORNING, rules=Rules(per_week=1)), on_monday)
    assert free_on_thursday(replace(MORNING, rules=Rules(per_week=1)), last_week)


def test_the_length_that_was_chosen_fits_and_no_other_is_there() -> None:
    both = replace(MORNING, rules=Rules(lengths=(15 * MINUTE, 60 * MINUTE)))

    assert free_on_thursday(both, minutes=60) == ["09:00", "09:30", "10:00", "10:30", "11:00"]
    assert free_on_thursday(both, minutes=15)[-1] == "11:30"
    assert free_on_thursday(both, minutes=30) == []


def test_extra_hours_that_touch_make_one_stretch() -> None:
    hour = Rules(lengths=(60 * MINUTE,), step=60 * MINUTE)
    later = replace(MORNING, extra=(ExtraHours(NINE.date(), time(11, 30), time(13)),), rules=hour)

    assert free_on_thursday(later, minutes=60) == ["09:00", "10:00", "11:00", "12:00"]


def test_a_closed_part_and_leave() -> None:
    part = replace(MORNING, closed=(Closed(NINE.date(), (time(9, 45), time(10, 30))),))
    away = replace(MORNING, away=(Away(NINE.date() - DAY, NINE.date()),))

    assert free_on_thursday(part) == ["09:00", "10:30", "11:00", "11:30"]
    assert free_on_thursday(away) == []


@pytest.mark.parametrize(
    ("chosen", "usual"), [((15, 30, 60), 30), ((15, 60), 15), ((60,), 60), ((15,), 15)]
)
def test_half_an_hour_is_usual_or_what_is_nearest(chosen: tuple[int, ...], usual: int) -> None:
    assert Rules(lengths=tuple(each * MINUTE for each in chosen)).usual == usual * MINUTE


def test_two_weeks_as_they_are_read() -> None:
    hours = Hours(
        (WeeklyHours(3, time(9), time(12)), WeeklyHours(3, time(14), time(0))),
        closed=(Closed(TODAY + 3 * DAY),),
        away=(Away(TODAY + 9 * DAY, TODAY + 9 * DAY),),
    )

    days = preview.coming(Timetable(hours, UTC_ZONE), now=NOW)

    assert [day.on for day in days] == [TODAY + number * DAY for number in range(14)]
    assert days[2] == preview.Day(
        date(2026, 10, 22), ("9:00 am to 12:00 pm", "2:00 pm to midnight"), 26, False, False
    )
    assert [day.on for day in days if day.is_closed] == [TODAY + 3 * DAY]
    assert [(day.on, day.stretches) for day in days if day.is_away] == [(TODAY + 9 * DAY, ())]


def test_spans_in_words() -> None:
    spans = [15 * MINUTE, HOUR, 36 * HOUR, DAY, 3 * DAY, 7 * DAY, 28 * DAY]

    assert [how_long(span) for span in spans] == [
        "15 minutes",
        "1 hour",
        "36 hours",
        "1 day",
        "3 days",
        "1 week",
        "4 weeks",
    ]
