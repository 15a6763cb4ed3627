"""What a month gives, what a session takes, and who bears it: plain tables."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sessions.wallet.allowance import (
    Held,
    Source,
    borne_by,
    halves_of,
    month_after,
    month_of,
    name_of,
    pool_label,
    seat_label,
    sessions,
)

LAST_HOURS = datetime(2026, 11, 30, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "month"),
    [
        ("Pacific/Kiritimati", "2026-12"),  # half past midnight
        ("Europe/London", "2026-11"),
        ("America/New_York", "2026-11"),
        ("Pacific/Pago_Pago", "2026-11"),
    ],
)
def test_a_month_is_that_of_the_members_own_clock(zone: str, month: str) -> None:
    assert month_of(LAST_HOURS, ZoneInfo(zone)) == month


def test_the_last_hour_of_a_month_in_pago_pago_is_long_in_the_next_one_elsewhere() -> None:
    late = datetime(2026, 12, 1, 10, 59, tzinfo=UTC)

    zones = ("Pacific/Pago_Pago", "Europe/London", "Pacific/Kiritimati")
    assert [month_of(late, ZoneInfo(zone)) for zone in zones] == ["2026-11", "2026-12", "2026-12"]


@pytest.mark.parametrize(("minutes", "halves"), [(15, 1), (30, 1), (60, 2)])
def test_a_session_takes_half_hours_and_one_that_began_is_a_whole_one(
    minutes: int, halves: int
) -> None:
    assert halves_of(timedelta(minutes=minutes)) == halves


@pytest.mark.parametrize(
    ("month", "after"), [("2026-11", "2026-12"), ("2026-12", "2027-01"), ("2027-09", "2027-10")]
)
def test_months_follow_each_other(month: str, after: str) -> None:
    assert month_after(month) == after


OWN, SEAT, POOL = (
    Held(Source.OWN, "2026-11", 1),
    Held(Source.SEAT, seat_label("2026-11", 5), 2),
    Held(Source.POOL, pool_label("2026-11"), 9),
)


@pytest.mark.parametrize(
    ("needed", "sources", "taken"),
    [
        (1, [OWN, SEAT], [OWN]),
        (2, [OWN, SEAT], [OWN, Held(Source.SEAT, "2026-11/seat:5", 1)]),
        (2, [Held(Source.OWN, "2026-11", 0), SEAT], [SEAT]),
        (2, [OWN], None),
        (2, [OWN, POOL], [OWN, Held(Source.POOL, "2026-11/pool", 1)]),
        (1, [], None),
    ],
)
def test_the_first_sources_give_first_and_all_or_nothing(
    needed: int, sources: list[Held], taken: list[Held] | None
) -> None:
    assert borne_by(needed, sources) == taken


def test_it_is_said_as_people_say_it() -> None:
    assert [sessions(number) for number in (0, 1, 2, 31)] == [
        "no free sessions",
        "one free session",
        "two free sessions",
        "31 free sessions",
    ]
    assert name_of("2026-11") == "November"
