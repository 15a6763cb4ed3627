"""What a clinician can expect, and by when. Monday 23 November 2026 is the day of the yes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from safety.clinic.targets import Facts, Target, business, dues

ZONE = ZoneInfo("America/New_York")
YES = datetime(2026, 11, 23, 15, tzinfo=UTC)
DAY = timedelta(days=1)
C, S, N = Target.FIRST_CONTACT, Target.FIRST_SESSION, Target.NOTE


def end_of(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, tzinfo=ZONE) + DAY


@pytest.mark.parametrize(
    ("since", "days", "by"),
    [
        (datetime(2026, 11, 23, 15, tzinfo=UTC), 3, end_of(26)),  # Monday to Thursday
        (datetime(2026, 11, 26, 15, tzinfo=UTC), 1, end_of(27)),  # Thursday to Friday
        (datetime(2026, 11, 27, 15, tzinfo=UTC), 1, end_of(30)),  # Friday to Monday
        (datetime(2026, 11, 28, 15, tzinfo=UTC), 3, end_of(2, 12)),  # Saturday counts from Monday
        (datetime(2026, 11, 29, 15, tzinfo=UTC), 1, end_of(30)),  # so does Sunday
        (datetime(2026, 11, 24, 2, tzinfo=UTC), 1, end_of(24)),  # Monday evening in New York
        (datetime(2026, 11, 23, 15, tzinfo=UTC), 10, end_of(7, 12)),
    ],
)
def test_business_days_leave_weekends_out(since, days, by):
    assert business(since, days, zone=ZONE) == by


@pytest.mark.parametrize(
    ("facts", "after", "is_late"),
    [
        ({}, 3, []),
        ({}, 4, [C]),  # from the fourth day on
        ({"first_contact": 2}, 4, []),
        ({"first_session": 2}, 4, []),  # a session is a contact
        ({"first_contact": 2}, 14, []),
        ({"first_contact": 2}, 15, [S]),
        ({"first_contact": 2, "first_session": 9}, 30, []),
        ({"first_contact": 2, "first_session": 9}, 31, [N]),
        ({"first_contact": 2, "first_session": 9, "last_note": 20}, 31, []),
        ({"first_contact": 2, "first_session": 9, "last_note": 20}, 51, [N]),
        ({}, 31, [C, S, N]),
    ],
)
def test_what_is_late_and_from_when(facts, after, is_late):
    known = Facts(said_yes=YES, **{name: YES + days * DAY for name, days in facts.items()})

    found = dues(known, zone=ZONE)

    assert [each.target for each in found if each.is_late(YES + after * DAY)] == is_late


def test_a_target_that_was_met_says_when():
    met = dues(Facts(said_yes=YES, first_session=YES + DAY), zone=ZONE)

    assert [(each.target, each.met) for each in met] == [(C, YES + DAY), (S, YES + DAY), (N, None)]
