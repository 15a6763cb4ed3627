"""Numbers as they are counted and rounded: tables by hand."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from sessions.organisations import change, codes, door, months
from sessions.organisations.change import Change, Interval
from sessions.organisations.hiding import (
    Met,
    Row,
    Use,
    is_outside,
    month_of,
    step_of,
    tells_of_many,
)
from sessions.organisations.told import UseLine, signed

NEW_YORK = ZoneInfo("America/New_York")
IN, OUT = Met(minutes=30, outside=False), Met(minutes=30, outside=True)


def uses(cohort: int, people: int, *sessions: Met) -> list[Use]:
    return [Use(cohort=cohort, sessions=sessions)] * people


@pytest.mark.parametrize(
    ("people", "low"), [(0, None), (10, None), (11, 11), (20, 11), (21, 21), (30, 21), (31, 31)]
)
def test_people_are_counted_in_steps_of_ten_from_eleven_on(people: int, low: int | None) -> None:
    assert step_of(people) == low


def test_a_group_of_eleven_has_a_row_and_one_of_ten_has_none() -> None:
    rows = month_of([*uses(1, 11, IN, OUT), *uses(2, 10, IN)])

    assert rows == [
        Row(cohort=1, places=11, active=11, sessions=20, hours=10, outside=50),
    ]


def test_groups_too_small_alone_stand_together() -> None:
    rows = month_of([*uses(1, 6, IN), *uses(2, 5, IN), *uses(3, 12)])

    assert rows == [
        Row(cohort=3, places=11, active=None, sessions=None, hours=None, outside=None),
        Row(cohort=None, places=11, active=11, sessions=10, hours=5, outside=None),
    ]


@pytest.mark.parametrize(
    ("outside", "inside", "share"),
    [
        (11, 11, 50),
        (11, 30, 25),  # 26.8
        (10, 30, None),  # ten people outside
        (30, 10, None),  # ten within
        (0, 30, None),  # nobody outside says of everybody that they were within
    ],
)
def test_the_share_outside_is_shown_where_many_are_on_both_sides(
    outside: int, inside: int, share: int | None
) -> None:
    (row,) = month_of([*uses(1, outside, OUT), *uses(1, inside, IN)])

    assert row.outside == share


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1] * 11, True),
        ([1] * 10, False),
        ([100, *[2] * 10], False),  # 18 are less than a fifth of 100
        ([90, *[2] * 10], True),  # and just a fifth of 90
        ([100, 100, *[1] * 9], False),  # the second knows the first by 9
        ([0] * 11, True),
    ],
)
def test_a_sum_that_is_nearly_all_one_persons_is_not_shown(
    values: list[int], *, shown: bool
) -> None:
    assert tells_of_many(values) is shown


@pytest.mark.parametrize(
    ("at", "outside"),
    [
        (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), False),  # Monday, 9 am in New York
        (datetime(2026, 11, 23, 13, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 22, 0, tzinfo=UTC), True),  # 5 pm
        (datetime(2026, 11, 21, 16, 0, tzinfo=UTC), True),  # Saturday
        (datetime(2026, 7, 6, 13, 0, tzinfo=UTC), False),  # 9 am in summer
    ],
)
def test_outside_is_by_the_organisations_own_clock(at: datetime, *, outside: bool) -> None:
    assert is_outside(at, zone=NEW_YORK, opens=time(9), closes=time(17)) is outside


@pytest.mark.parametrize(
    ("differences", "mean", "low", "high"),
    [
        # By hand: mean ± t · s / √n.
        ([-1, 1], 0.0, -12.7, 12.7),  # s √2, 12.706 · 1
        ([1, 2, 3], 2.0, -0.5, 4.5),  # s 1, 4.303 / √3 = 2.484
        ([-2, -2, -1, -1, 0], -1.2, -2.2, -0.2),  # s 0.837, 2.776 · 0.374 = 1.039
        ([-3] * 5 + [0] * 6, -1.4, -2.4, -0.3),  # s 1.567, 2.228 · 0.472 = 1.052 about -1.364
        ([0, 2] * 18, 1.0, 0.7, 1.3),  # s 1.014, 35 degrees as 30: 2.042 · 0.169
        ([5] * 4, 5.0, 5.0, 5.0),
    ],
)
def test_intervals_by_hand(differences: list[int], mean: float, low: float, high: float) -> None:
    assert change.interval(differences) == Interval(mean, low, high)


@pytest.mark.parametrize(
    ("degrees", "t"), [(1, 12.706), (10, 2.228), (30, 2.042), (39, 2.042), (60, 2.0), (999, 1.984)]
)
def test_the_table_of_t_is_read_on_the_careful_side(degrees: int, t: float) -> None:
    assert change.t_95(degrees) == t


@pytest.mark.parametrize(
    ("differences", "shown"),
    [
        ([-2, -1] * 5, False),  # ten people
        ([*[-2, -1] * 5, 0], True),
        ([-2] * 11, False),  # what everybody said, each said
        ([*[-2] * 9, 0, 1], False),  # each of the two knows what all others said
        ([*[-2] * 8, 0, 1, 1], True),
        ([*[0] * 8, 6, 5, 1], False),  # nearly all of it is two people's
    ],
)
def test_a_change_waits_for_more_people(differences: list[int], *, shown: bool) -> None:
    assert (change.change(differences) is not None) is shown


def test_whoever_was_counted_is_in_no_later_figure() -> None:
    found = {one: one % 3 for one in range(22)}
    told = change.next_figure(found, range(11))
    assert told is not None

    assert (told[0].people, set(told[1])) == (11, set(range(11, 22)))
    assert change.next_figure(found, range(12)) is None
    assert change.change([-1, 0] * 6) == Change(12, Interval(-0.5, -0.8, -0.2))


def test_first_and_last_are_eight_weeks_apart() -> None:
    day = datetime(2026, 9, 1, tzinfo=UTC)
    week = timedelta(weeks=1)

    assert change.difference([]) is None
    assert change.difference([(day, 9)]) is None
    assert change.difference([(day, 9), (day + 7 * week, 3)]) is None
    assert change.difference([(day, 9), (day + 4 * week, 3), (day + 8 * week, 5)]) == -4


def test_a_month_is_counted_a_week_after_it_is_over_on_its_own_calendar() -> None:
    since = datetime(2026, 10, 1, 3, 0, tzinfo=UTC)  # still September in New York
    before, after = (datetime(2026, 12, 8, 4, 59 + each, tzinfo=UTC) for each in (-1, 0))

    def closed(now: datetime) -> list[date]:
        return list(months.closed(since, NEW_YORK, now=now))

    assert closed(before) == [date(2026, 9, 1), date(2026, 10, 1)]
    assert closed(after + timedelta(minutes=1)) == [*closed(before), date(2026, 11, 1)]


def test_a_code_is_read_however_it_is_typed() -> None:
    code = codes.new()

    assert codes.plain(f" {code.lower().replace('-', ' ')} ") == codes.plain(code)
    assert len(codes.plain(code)) == 12


def test_the_door_is_late_by_up_to_ten() -> None:
    assert {door.lateness(bytes([number])) for number in range(256)} == set(range(11))


def test_figures_in_words() -> None:
    line = UseLine(
        month=date(2026, 10, 1), group="2030", places=21, active=11, sessions=40, hours=None,
        outside=35,
    )  # fmt: skip

    assert (line.month_words, [words for _, words in line.cells]) == (
        "October 2026",
        ["21 to 30", "11 to 20", "about 40", "not shown", "about 35%"],
    )
    assert [signed(Decimal(each)) for each in ("-1.2", "0.0", "0.4")] == ["−1.2", "0.0", "+0.4"]
