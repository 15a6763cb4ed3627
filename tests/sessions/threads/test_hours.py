"""When a specialist reads is said on the clock of whoever looks, in every week of the year."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from matching.models import SpecialistProfile
from peerhub.audit.models import Entry
from sessions.threads import actions
from sessions.threads.hours import MessageHours
from sessions.threads.models import Expectation
from sessions.threads.states import Usual
from tests.cast import NOON

CHICAGO, LONDON, TOKYO = (
    ZoneInfo(name) for name in ("America/Chicago", "Europe/London", "Asia/Tokyo")
)
EVENINGS = MessageHours((0, 2), time(17), time(20))


def words(hours: MessageHours, zone: ZoneInfo, *, now: datetime = NOON) -> list[str]:
    return [stretch.in_words for stretch in hours.seen_from(zone, own=CHICAGO, now=now)]


def test_on_the_own_clock_they_are_as_they_were_said() -> None:
    assert words(EVENINGS, CHICAGO) == ["Mondays and Wednesdays, 5:00 pm to 8:00 pm"]


def test_elsewhere_the_day_can_be_another() -> None:
    assert words(EVENINGS, LONDON) == ["Mondays and Wednesdays, 11:00 pm to 2:00 am"]
    assert words(EVENINGS, TOKYO) == ["Tuesdays and Thursdays, 8:00 am to 11:00 am"]


def test_a_time_before_the_first_is_on_the_next_morning() -> None:
    night = MessageHours((6,), time(22), time(0, 30))

    assert words(night, LONDON) == ["Mondays, 4:00 am to 6:30 am"]


def test_every_day_is_said_so() -> None:
    assert words(MessageHours(tuple(range(7)), time(12), time(13)), CHICAGO) == [
        "every day, 12:00 pm to 1:00 pm"
    ]


def test_in_the_week_in_which_one_zone_changes_its_clock_both_times_are_said() -> None:
    # Chicago goes back on 1 November 2026, London did on 25 October.
    friday = datetime(2026, 10, 30, 12, tzinfo=UTC)
    both = MessageHours((0, 5), time(9), time(10))

    assert words(both, LONDON, now=friday) == [
        "Saturdays, 2:00 pm to 3:00 pm",
        "Mondays, 3:00 pm to 4:00 pm",
    ]


@pytest.mark.django_db
def test_a_specialist_says_when_they_answer_and_takes_it_back(peer: SpecialistProfile) -> None:
    actions.expect(peer, usual=Usual.NEXT_DAY, hours=EVENINGS, now=NOON)
    kept = Expectation.objects.get()
    assert (kept.usual, kept.hours) == (Usual.NEXT_DAY, EVENINGS)

    actions.expect(peer, usual=None, hours=None, now=NOON)
    kept = Expectation.objects.get()
    assert (kept.usual, kept.hours) == ("", None)
    assert Entry.objects.filter(verb="sessions.message_hours_kept").count() == 2
