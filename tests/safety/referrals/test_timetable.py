"""When members are asked, and when supervisors look. Pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from safety.referrals import timetable


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "sent", "asked"),
    [
        # 9 in the morning, wherever it is; New York in winter is UTC-5.
        (
            "America/New_York",
            "2026-11-23 12:00",
            ("2026-11-26 14:00", "2026-12-07 14:00", "2026-12-23 14:00"),
        ),
        # Sent late in the evening of the 23rd there, which is the 24th in UTC.
        (
            "America/New_York",
            "2026-11-24 03:30",
            ("2026-11-26 14:00", "2026-12-07 14:00", "2026-12-23 14:00"),
        ),
        # The clocks go forward in between (29 March 2026): still 9 in the morning.
        (
            "Europe/London",
            "2026-03-20 12:00",
            ("2026-03-23 09:00", "2026-04-03 08:00", "2026-04-19 08:00"),
        ),
        # Already tomorrow in Auckland.
        (
            "Pacific/Auckland",
            "2026-06-01 20:00",
            ("2026-06-04 21:00", "2026-06-15 21:00", "2026-07-01 21:00"),
        ),
        # Half an hour off, and over the end of a leap February.
        (
            "Asia/Kolkata",
            "2028-02-27 12:00",
            ("2028-03-01 03:30", "2028-03-12 03:30", "2028-03-28 03:30"),
        ),
    ],
)
def test_questions_come_after_3_14_and_30_days_at_nine_in_the_morning(
    zone: str, sent: str, asked: tuple[str, ...]
) -> None:
    found = timetable.questions(at(sent), zone=ZoneInfo(zone))

    assert list(found) == ["day_3", "day_14", "day_30"]
    assert [each.astimezone(UTC) for each in found.values()] == [at(each) for each in asked]


@pytest.mark.parametrize(
    ("zone", "now", "asked"),
    [
        ("UTC", "2026-11-26 08:00", "2026-11-26 08:00"),
        ("UTC", "2026-11-26 20:59", "2026-11-26 20:59"),
        ("UTC", "2026-11-26 07:59", "2026-11-26 09:00"),
        ("UTC", "2026-11-26 21:00", "2026-11-27 09:00"),
        ("UTC", "2026-11-26 00:00", "2026-11-26 09:00"),
        ("America/New_York", "2026-11-27 03:00", "2026-11-27 14:00"),  # 10 pm of the 26th there
        ("Asia/Tokyo", "2026-11-26 14:00", "2026-11-27 00:00"),  # 11 pm there
        ("Asia/Tokyo", "2026-11-26 22:00", "2026-11-27 00:00"),  # 7 am there
        ("Europe/London", "2026-03-28 22:00", "2026-03-29 08:00"),  # the night of 23 hours
    ],
)
def test_what_comes_late_waits_for_the_morning(zone: str, now: str, asked: str) -> None:
    assert timetable.awake(at(now), ZoneInfo(zone)).astimezone(UTC) == at(asked)


@pytest.mark.parametrize(
    ("said_yes", "by"),
    [
        ("2026-11-23 12:00", "2026-11-25 12:00"),  # Monday: Wednesday
        ("2026-11-26 12:00", "2026-11-30 12:00"),  # Thursday: Monday
        ("2026-11-27 12:00", "2026-12-01 12:00"),  # Friday: Tuesday
        ("2026-11-28 12:00", "2026-12-01 12:00"),  # Saturday: Tuesday
        ("2026-11-29 12:00", "2026-12-01 12:00"),  # Sunday: Tuesday
    ],
)
def test_two_working_days_leave_out_the_weekend(said_yes: str, by: str) -> None:
    assert timetable.send_by(at(said_yes), zone=ZoneInfo("UTC")) == at(by)


def test_a_supervisor_looks_three_days_after_the_last_question() -> None:
    zone = ZoneInfo("America/New_York")
    last = timetable.questions(at("2026-11-23 12:00"), zone=zone)["day_30"]

    assert timetable.answer_by(last, zone=zone).astimezone(UTC) == at("2026-12-26 14:00")
