"""Days that come once or every year, on the member's own calendar, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peerhub.accounts.zones import choices
from sessions.availability.wall import DAY, reads
from sessions.heavy_days.dates import (
    LONGEST,
    MORNING,
    NIGHT,
    TOLD_AT,
    Span,
    Turn,
    awake,
    in_year,
    telling_at,
    today,
)

SECOND = timedelta(seconds=1)
ZONES = [ZoneInfo(name) for _, group in choices() for name, _ in group]
zones = st.sampled_from(ZONES)
coming_days = st.dates(date(2026, 1, 1), date(2036, 12, 31))
lengths = st.integers(0, LONGEST.days - 1)
instants = st.integers(0, 10 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
NEW_YORK, LORD_HOWE = ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")


def test_a_day_that_comes_once_is_over_for_good() -> None:
    span = Span(date(2027, 5, 31), date(2027, 5, 31), yearly=False)

    assert span.turn_from(date(2026, 11, 23)) == Turn(0, span.first, span.last)
    assert span.turn_from(date(2027, 5, 31)) == Turn(0, span.first, span.last)
    assert span.turn_from(date(2027, 6, 1)) is None
    assert span.turn_from(date(2027, 6, 1), after=1) == Turn(0, span.first, span.last)


@pytest.mark.parametrize(
    ("on", "comes"),
    [
        (date(2026, 11, 23), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2028, 3, 1), date(2029, 2, 28)),
        (date(2099, 12, 31), date(2100, 2, 28)),  # a hundredth year is none with a leap day
    ],
)
def test_29_february_is_on_the_28th_in_the_years_between(on: date, comes: date) -> None:
    leap = Span(date(1996, 2, 29), date(1996, 2, 29), yearly=True)

    found = leap.turn_from(on)

    assert found is not None
    assert (found.first, found.last) == (comes, comes)


def test_a_season_reaches_over_the_end_of_the_year() -> None:
    season = Span(date(2020, 12, 20), date(2021, 1, 6), yearly=True)

    assert season.turn_from(date(2027, 1, 6)) == Turn(6, date(2026, 12, 20), date(2027, 1, 6))
    assert season.turn_from(date(2027, 1, 7)) == Turn(7, date(2027, 12, 20), date(2028, 1, 6))


@given(coming_days, lengths, coming_days, st.integers(0, 14))
@example(date(2026, 12, 28), 0, date(2028, 1, 3), 14)  # last year's, with the days after it
@example(date(2028, 2, 29), 0, date(2029, 3, 1), 1)
def test_the_next_turn_is_the_first_that_is_not_over(
    first: date, length: int, on: date, after: int
) -> None:
    span = Span(first, first + length * DAY, yearly=True)

    found = span.turn_from(on, after=after)

    assert found is not None
    assert found.last + after * DAY >= on
    before = span.turn(found.number - 1) if found.number else None
    assert before is None or before.last + after * DAY < on


@given(coming_days, lengths, st.integers(0, 40))
def test_every_turn_is_on_the_same_days_of_its_year(first: date, length: int, number: int) -> None:
    span = Span(first, first + length * DAY, yearly=True)

    turn = span.turn(number)

    assert turn is not None
    for there, here in ((span.first, turn.first), (span.last, turn.last)):
        assert here.year == there.year + number
        assert here == in_year(there, here.year)
        assert (here.month, here.day) == (there.month, there.day) or (
            (there.month, there.day, here.month, here.day) == (2, 29, 2, 28)
        )
    assert abs((turn.last - turn.first) - (span.last - span.first)) <= DAY
    following = span.turn(number + 1)
    assert following is not None
    assert turn.last + 14 * DAY < following.first - 14 * DAY  # what is around it meets no other


@given(coming_days, lengths, st.integers(0, 14), st.integers(0, 14), zones)
def test_what_is_around_it_holds_on_its_days_and_on_no_other(
    first: date, length: int, before: int, after: int, zone: ZoneInfo
) -> None:
    turn = Turn(0, first, first + length * DAY)

    since, until = turn.around(before, after, zone)

    assert reads(since, zone).date() == turn.first - before * DAY
    assert reads(since - SECOND, zone).date() == turn.first - (before + 1) * DAY
    assert reads(until, zone).date() == turn.last + (after + 1) * DAY
    assert reads(until - SECOND, zone).date() == turn.last + after * DAY


@pytest.mark.parametrize(
    ("on", "zone", "hours"),
    [
        (date(2027, 3, 14), NEW_YORK, 23),
        (date(2027, 11, 7), NEW_YORK, 25),
        (date(2027, 10, 3), LORD_HOWE, 23.5),
        (date(2027, 4, 4), LORD_HOWE, 24.5),
        (date(2027, 3, 13), NEW_YORK, 24),
    ],
)
def test_a_day_on_which_the_clocks_change_is_one_whole_day(
    on: date, zone: ZoneInfo, hours: float
) -> None:
    since, until = Turn(0, on, on).around(0, 0, zone)

    assert until - since == timedelta(hours=hours)


@given(coming_days, zones)
def test_one_is_told_at_ten_in_the_morning_of_that_day(on: date, zone: ZoneInfo) -> None:
    assert reads(telling_at(on, zone), zone) == datetime.combine(on, TOLD_AT)


@given(instants, zones)
def test_nobody_is_told_anything_at_night_nor_later_than_the_next_morning(
    instant: datetime, zone: ZoneInfo
) -> None:
    found = awake(instant, zone)

    assert MORNING <= reads(found, zone).time() < NIGHT
    assert instant <= found < instant + timedelta(hours=14)
    if MORNING <= reads(instant, zone).time() < NIGHT:
        assert found == instant


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        (ZoneInfo("Pacific/Kiritimati"), date(2027, 1, 1)),
        (ZoneInfo("Pacific/Pago_Pago"), date(2026, 12, 31)),
    ],
)
def test_today_is_the_day_on_their_own_calendar(zone: ZoneInfo, day: date) -> None:
    new_year = datetime.combine(date(2027, 1, 1), time(1), tzinfo=UTC)

    assert today(zone, now=new_year) == day


def test_what_is_written_down_never_runs_out_of_years() -> None:
    last = Span(date(2026, 5, 1), date(2026, 5, 1), yearly=True)

    assert last.turn(date.max.year - 2026) is None
