"""How much a week was: what counts, from when, and how it is called."""

from datetime import timedelta

import pytest

from sessions.caseload.exposure import Band, Exposure, Met, exposure
from tests.cast import NOON

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
HALF = 30 * MINUTE


def met(ago: timedelta, *, minutes: int = 30, heavy: bool = False) -> Met:
    """A session that ended ``ago``."""
    return Met(NOON - ago - minutes * MINUTE, NOON - ago, heavy)


def test_heavy_time_hard_cases_and_pairs_without_a_pause_count() -> None:
    sessions = [met(2 * HOUR, heavy=True), met(DAY, minutes=60, heavy=True), met(2 * DAY)]
    sessions.append(met(2 * HOUR + HALF + 14 * MINUTE))

    found = exposure(sessions, [NOON - DAY, NOON - 2 * DAY], now=NOON)

    assert found == Exposure(heavy=90 * MINUTE, hard_cases=2, back_to_backs=1)
    assert (found.heavy_minutes, found.points, found.band) == (90, 8, Band.A_LOT)


@pytest.mark.parametrize(
    ("between", "pairs"), [(timedelta(), 1), (14 * MINUTE, 1), (15 * MINUTE, 0)]
)
def test_a_quarter_of_an_hour_is_a_pause(between: timedelta, pairs: int) -> None:
    found = exposure([met(HOUR), met(HOUR + HALF + between)], [], now=NOON)

    assert found.back_to_backs == pairs


def test_what_is_older_than_seven_days_or_not_over_does_not_count() -> None:
    old, open_ = met(7 * DAY, heavy=True), Met(NOON - HALF, NOON + MINUTE, heavy=True)

    assert exposure([old, open_], [NOON - 7 * DAY, NOON + MINUTE], now=NOON) == Exposure()
    just = met(7 * DAY - MINUTE, heavy=True)
    assert exposure([just], [NOON - 7 * DAY + MINUTE], now=NOON).points == 3


@pytest.mark.parametrize(
    ("points", "band"),
    [(0, "light"), (3, "light"), (4, "a good deal"), (7, "a good deal"), (8, "a lot")],
)
def test_the_number_has_three_words(points: int, band: str) -> None:
    assert Exposure(heavy=points * HALF + 29 * MINUTE).band == band
