"""Every minute from 0 to 240 under both rules, and what is no stretch of time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sessions.insurance.units import NoTime, Rule, left_of, minutes_between, units_of, within

# (first minute, last minute, units), written by hand: a full quarter counts.
FULL = (
    *((1, 14, 0), (15, 29, 1), (30, 44, 2), (45, 59, 3), (60, 74, 4), (75, 89, 5)),
    *((90, 104, 6), (105, 119, 7), (120, 134, 8), (135, 149, 9), (150, 164, 10)),
    *((165, 179, 11), (180, 194, 12), (195, 209, 13), (210, 224, 14), (225, 239, 15)),
    (240, 240, 16),
)
# A quarter counts from its eighth minute on.
MIDPOINT = (
    *((1, 7, 0), (8, 22, 1), (23, 37, 2), (38, 52, 3), (53, 67, 4), (68, 82, 5)),
    *((83, 97, 6), (98, 112, 7), (113, 127, 8), (128, 142, 9), (143, 157, 10)),
    *((158, 172, 11), (173, 187, 12), (188, 202, 13), (203, 217, 14), (218, 232, 15)),
    (233, 240, 16),
)
NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(("rule", "table"), [(Rule.FULL, FULL), (Rule.MIDPOINT, MIDPOINT)])
def test_each_minute_up_to_four_hours_is_as_many_units_as_the_table_says(rule, table):
    expected = {minute: units for first, last, units in table for minute in range(first, last + 1)}

    assert sorted(expected) == list(range(1, 241))
    assert {minute: units_of(minute, rule) for minute in range(1, 241)} == expected


def test_a_payer_who_says_nothing_pays_for_full_quarters():
    assert [units_of(minute) for minute in (14, 15, 29, 30)] == [0, 1, 1, 2]


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("minutes", [0, -1, -15, -240])
def test_no_time_and_less_than_none_are_refused(minutes, rule):
    with pytest.raises(NoTime):
        units_of(minutes, rule)


@pytest.mark.parametrize(
    ("lasted", "minutes"),
    [
        (timedelta(minutes=1), 1),
        (timedelta(minutes=29, seconds=59), 29),
        (timedelta(minutes=30), 30),
        (timedelta(hours=4), 240),
    ],
)
def test_minutes_are_whole_and_never_rounded_up(lasted, minutes):
    assert minutes_between(NINE, NINE + lasted) == minutes


@pytest.mark.parametrize("lasted", [timedelta(), timedelta(seconds=59), -timedelta(minutes=30)])
def test_a_stop_before_the_start_or_at_once_is_refused(lasted):
    with pytest.raises(NoTime):
        minutes_between(NINE, NINE + lasted)


def test_times_without_a_zone_are_refused():
    with pytest.raises(NoTime):
        minutes_between(NINE.replace(tzinfo=None), NINE)


def test_the_night_in_which_clocks_go_back_has_its_hour_twice():
    before = datetime(2026, 11, 1, 1, 50, tzinfo=NEW_YORK, fold=0)

    # On the wall it is ten past one again, and twenty minutes have passed.
    assert minutes_between(before, datetime(2026, 11, 1, 1, 10, tzinfo=NEW_YORK, fold=1)) == 20
    assert minutes_between(before, datetime(2026, 11, 1, 2, 10, tzinfo=NEW_YORK)) == 80


def test_the_night_in_which_clocks_go_forward_lacks_one():
    before = datetime(2026, 3, 8, 1, 50, tzinfo=NEW_YORK)

    assert minutes_between(before, datetime(2026, 3, 8, 3, 10, tzinfo=NEW_YORK)) == 20


@pytest.mark.parametrize(
    ("cap", "used", "left"),
    [(None, [2, 2], None), (8, [], 8), (8, [2, 2], 4), (8, [4, 4], 0), (8, [4, 6], 0)],
)
def test_a_cap_is_of_the_sum_of_a_day_and_not_of_each_session(cap, used, left):
    assert left_of(cap, used) == left


@pytest.mark.parametrize(
    ("units", "left", "billed"),
    [(2, (None, None), 2), (2, (1, None), 1), (2, (4, 0), 0), (4, (3, 2), 2)],
)
def test_no_more_is_billed_than_each_cap_has_left(units, left, billed):
    assert within(units, *left) == billed
