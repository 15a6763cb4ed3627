"""When reminders are due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.bookings.timetable import Rung, reminders
from tests.cast import NOON

NEW_YORK = ZoneInfo("America/New_York")


def test_a_day_and_an_hour_before() -> None:
    starts_at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # half past six in the evening

    assert reminders(starts_at, now=NOON, zone=NEW_YORK) == {
        Rung.DAY_BEFORE: starts_at - timedelta(days=1),
        Rung.HOUR_BEFORE: starts_at - timedelta(hours=1),
    }


def test_rungs_that_have_passed_are_left_out() -> None:
    starts_at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)

    soon = reminders(starts_at, now=starts_at - timedelta(hours=5), zone=NEW_YORK)

    assert list(soon) == [Rung.HOUR_BEFORE]
    assert reminders(starts_at, now=starts_at - timedelta(minutes=59), zone=NEW_YORK) == {}


def test_nobody_is_reminded_at_night() -> None:
    early = datetime(2026, 12, 1, 6, 30, tzinfo=NEW_YORK)
    late = datetime(2026, 12, 1, 22, tzinfo=NEW_YORK)

    at_six = reminders(early, now=NOON, zone=NEW_YORK)[Rung.DAY_BEFORE].astimezone(NEW_YORK)
    at_ten = reminders(late, now=NOON, zone=NEW_YORK)[Rung.DAY_BEFORE].astimezone(NEW_YORK)

    assert at_six == datetime(2026, 11, 29, 20, tzinfo=NEW_YORK)
    assert at_ten == datetime(2026, 11, 30, 20, tzinfo=NEW_YORK)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 4 * 366 * 24 * 4),
    st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/London"]),
)
def test_the_day_before_is_always_a_waking_hour(quarters: int, zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    starts_at = NOON + timedelta(minutes=15 * quarters)

    due = reminders(starts_at, now=starts_at - timedelta(days=9), zone=zone)

    day_before = due[Rung.DAY_BEFORE]
    assert time(7) <= day_before.astimezone(zone).time() < time(22)
    assert timedelta(days=1) <= starts_at - day_before <= timedelta(days=1, hours=11)
