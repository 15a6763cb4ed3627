"""When somebody is usually on: only what was."""

from zoneinfo import ZoneInfo

from sessions.availability.rules import DAY, HOUR
from sessions.on_now.usual import usual
from tests.cast import NOON

NEW_YORK = ZoneInfo("America/New_York")  # NOON is seven in the morning there


def test_only_what_was_is_said_on_the_readers_own_clock() -> None:
    three = [(NOON - day * DAY, NOON - day * DAY + 2 * HOUR) for day in (1, 2, 3)]

    assert usual(three[:2], now=NOON, zone=NEW_YORK) == []
    assert usual([*three, three[0]], now=NOON, zone=NEW_YORK) == [
        "In the last two weeks somebody was on in the morning on 3 days."
    ]
    assert usual(three, now=NOON, zone=ZoneInfo("Europe/London")) == [
        "In the last two weeks somebody was on in the afternoon on 3 days."
    ]


def test_what_is_to_come_and_what_was_long_ago_do_not_count() -> None:
    ahead = [(NOON + day * DAY, NOON + day * DAY + HOUR) for day in range(5)]
    long_ago = [(NOON - day * DAY, NOON - day * DAY + HOUR) for day in range(15, 20)]

    assert usual([*ahead, *long_ago], now=NOON, zone=NEW_YORK) == []
