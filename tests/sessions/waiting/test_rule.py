"""What is offered to somebody who waits, and for how long it is kept."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.waiting import words
from sessions.waiting.rule import LEAST, Shown, Wanted, answer_by
from tests.cast import NOON

NEW_YORK = ZoneInfo("America/New_York")  # NOON is seven in the morning there
SOON = NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("now", "starts_at", "until"),
    [
        pytest.param(SOON, SOON + 2 * DAY, SOON + 2 * HOUR, id="two hours"),
        pytest.param(SOON, SOON + 3 * HOUR, SOON + 90 * MINUTE, id="half of what is left"),
        pytest.param(SOON, SOON + 80 * MINUTE, SOON + 20 * MINUTE, id="while it can be booked"),
        pytest.param(SOON, SOON + 70 * MINUTE, None, id="ten minutes are too few"),
        pytest.param(NOON, NOON + 2 * DAY, NOON + 2 * HOUR, id="from seven on"),
        pytest.param(NOON - MINUTE, NOON + 2 * DAY, None, id="before seven"),
        pytest.param(NOON + 14 * HOUR, NOON + 2 * DAY, NOON + 15 * HOUR, id="until ten"),
        pytest.param(NOON + 14 * HOUR + 46 * MINUTE, NOON + 2 * DAY, None, id="shortly before ten"),
        pytest.param(NOON + 15 * HOUR, NOON + 2 * DAY, None, id="from ten on"),
    ],
)
def test_how_long_a_time_is_kept(
    now: datetime, starts_at: datetime, until: datetime | None
) -> None:
    assert answer_by(starts_at, notice=HOUR, now=now, zone=NEW_YORK) == until


def test_days_and_parts_are_on_the_members_own_clock() -> None:
    late = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # nine in the evening of Monday in New York
    monday_evening = Wanted(frozenset({0}), frozenset({"evening"}), 30 * MINUTE)

    assert monday_evening.suits(late, NEW_YORK)
    assert not monday_evening.suits(late, ZoneInfo("Europe/London"))
    assert not monday_evening.suits(late - 12 * HOUR, NEW_YORK)


def test_what_the_list_showed_is_no_news_until_somebody_has_booked_it() -> None:
    shown = Shown(frozenset({SOON}), until=NOON + 28 * DAY)

    assert not shown.is_news(SOON)
    assert shown.is_news(SOON + HOUR)
    assert not shown.is_news(NOON + 28 * DAY)  # a day that came into the list by itself
    assert shown.still([SOON + HOUR]).is_news(SOON)
    assert shown.still([SOON + HOUR]).is_news(NOON + 28 * DAY)  # nothing else is left to them


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (120, "almost two hours"),
        (90, "about an hour and a half"),
        (60, "about an hour"),
        (30, "about half an hour"),
        (15, "about a quarter of an hour"),
        (5, "a few minutes"),
    ],
)
def test_the_time_left_in_words(minutes: int, said: str) -> None:
    assert words.left(timedelta(minutes=minutes)) == said


def test_the_place_in_words() -> None:
    assert [words.ahead(count) for count in range(3)] == [
        "Nobody asked before you.",
        "1 person asked before you.",
        "2 people asked before you.",
    ]
    assert words.waiting_for_you(1) == "1 person waits for a time with you."
    assert words.waiting_for_you(3) == "3 people wait for a time with you."
    assert timedelta(minutes=15) == LEAST
