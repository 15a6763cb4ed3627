"""When reminders are due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.reminders.timetable import BEFORE, Rung, reminders
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


def test_a_short_one_that_would_come_at_night_comes_the_evening_before() -> None:
    early = datetime(2026, 12, 1, 7, 30, tzinfo=NEW_YORK)
    late = datetime(2026, 12, 1, 23, tzinfo=NEW_YORK)

    assert reminders(early, chosen=[Rung.HOUR_BEFORE], now=NOON, zone=NEW_YORK) == {
        Rung.HOUR_BEFORE: datetime(2026, 11, 30, 20, tzinfo=NEW_YORK)
    }
    assert reminders(late, chosen=[Rung.HOUR_BEFORE], now=NOON, zone=NEW_YORK) == {
        Rung.HOUR_BEFORE: datetime(2026, 12, 1, 20, tzinfo=NEW_YORK)
    }
    after_eight = early - timedelta(hours=11)
    assert reminders(early, chosen=[Rung.HOUR_BEFORE], now=after_eight, zone=NEW_YORK) == {}


def test_of_two_in_one_evening_the_nearer_one_is_enough() -> None:
    early = datetime(2026, 12, 1, 7, 10, tzinfo=NEW_YORK)
    late = datetime(2026, 12, 1, 22, 30, tzinfo=NEW_YORK)

    assert reminders(early, chosen=list(Rung), now=NOON, zone=NEW_YORK) == {
        Rung.DAY_BEFORE: early - timedelta(days=1),
        Rung.QUARTER_BEFORE: datetime(2026, 11, 30, 20, tzinfo=NEW_YORK),
    }
    assert reminders(late, chosen=list(Rung), now=NOON, zone=NEW_YORK) == {
        Rung.DAY_BEFORE: datetime(2026, 11, 30, 20, tzinfo=NEW_YORK),
        Rung.TWO_HOURS_BEFORE: late - timedelta(hours=2),
        Rung.HOUR_BEFORE: late - timedelta(hours=1),
    }


def test_whoever_wants_none_gets_none() -> None:
    assert reminders(NOON + timedelta(days=3), chosen=(), now=NOON, zone=NEW_YORK) == {}


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 4 * 366 * 24 * 4),
    st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Europe/London"]),
    st.sets(st.sampled_from(Rung), min_size=1),
)
def test_each_comes_in_a_waking_hour_in_its_order_and_one_comes_at_least(
    quarters: int, zone_name: str, chosen: set[Rung]
) -> None:
    zone = ZoneInfo(zone_name)
    starts_at = NOON + timedelta(minutes=15 * quarters)

    due = reminders(starts_at, chosen=chosen, now=starts_at - timedelta(days=9), zone=zone)

    assert due
    assert all(time(7) <= at.astimezone(zone).time() < time(22) for at in due.values())
    assert list(due.values()) == sorted(due.values())
    for rung, at in due.items():
        # A night of nine hours, two to the evening before it, and one of a change of clocks.
        assert BEFORE[rung] <= starts_at - at <= BEFORE[rung] + timedelta(hours=12)
    assert (Rung.DAY_BEFORE in due) == (Rung.DAY_BEFORE in chosen)
