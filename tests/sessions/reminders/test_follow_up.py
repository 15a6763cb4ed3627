"""One question afterwards, at the time that the member chose, and none where there is nothing to ask."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.reminders import actions
from sessions.reminders.models import Wishes
from sessions.reminders.timetable import MORNING, QUIET_FROM, QUIET_UNTIL, Afterwards, follow_up
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

NEW_YORK = ZoneInfo("America/New_York")
TUESDAY = NOON + DAY + 3 * HOUR  # nine in Chicago, ten in New York
ZONES = sorted(available_timezones() - {"localtime", "posixrules"})


@pytest.fixture
def booking(maya: User, sam: User) -> Booking:
    peer = bookable_specialist(sam, now=NOON)
    return booked_session(maya, peer, NOON, starts_at=TUESDAY)


def asked(person: User) -> list[datetime]:
    kind = "sessions.follow_up"
    found = Notice.objects.filter(person=person, kind=kind, cancelled_at=None, sent_at=None)
    return list(found.values_list("due_at", flat=True))


@given(
    some.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=some.just(UTC)),  # noqa: DTZ001
    some.sampled_from(ZONES).map(ZoneInfo),
    some.sampled_from(list(Afterwards)),
)
def test_nobody_is_asked_before_it_ended_or_at_night_or_after_two_days(
    ends_at: datetime, zone: ZoneInfo, chosen: Afterwards
) -> None:
    at = follow_up(ends_at, chosen=chosen, zone=zone)

    if chosen == Afterwards.NEVER:
        assert at is None
        return
    assert at is not None
    assert ends_at < at < ends_at + timedelta(days=2, hours=1)
    assert QUIET_UNTIL <= at.astimezone(zone).time() < QUIET_FROM


@pytest.mark.parametrize(
    ("chosen", "ended", "due"),
    [
        (Afterwards.HOUR, (24, 18, 30), (24, 19, 30)),
        (Afterwards.HOUR, (24, 20, 59), (24, 21, 59)),
        (Afterwards.HOUR, (24, 21, 0), (25, 10, 0)),
        (Afterwards.HOUR, (24, 23, 30), (25, 10, 0)),
        (Afterwards.HOUR, (24, 2, 0), (24, 10, 0)),
        (Afterwards.NEXT_DAY, (24, 18, 30), (25, 10, 0)),
        (Afterwards.NEXT_DAY, (24, 2, 0), (25, 10, 0)),
    ],
)
def test_when_it_is_asked(
    chosen: Afterwards, ended: tuple[int, int, int], due: tuple[int, int, int]
) -> None:
    ends_at = datetime(2026, 11, *ended, tzinfo=NEW_YORK)

    assert follow_up(ends_at, chosen=chosen, zone=NEW_YORK) == datetime(
        2026, 11, *due, tzinfo=NEW_YORK
    )


@pytest.mark.django_db
def test_only_the_member_is_asked_on_the_next_morning(
    maya: User, sam: User, booking: Booking
) -> None:
    morning = datetime.combine(TUESDAY.date() + DAY, MORNING, tzinfo=NEW_YORK)

    assert booking.ends_at < morning
    assert asked(maya) == [morning]
    assert asked(sam) == []


@pytest.mark.django_db
def test_another_choice_holds_for_what_is_booked_and_for_what_is_just_over(
    maya: User, booking: Booking
) -> None:
    actions.choose(maya, Wishes(afterwards=Afterwards.HOUR), now=NOON)
    assert asked(maya) == [booking.ends_at + HOUR]

    actions.choose(maya, Wishes(afterwards=Afterwards.NEVER), now=booking.ends_at)
    assert asked(maya) == []

    actions.choose(maya, Wishes(afterwards=Afterwards.HOUR), now=booking.ends_at + HOUR / 2)
    assert asked(maya) == [booking.ends_at + HOUR]

    actions.choose(maya, Wishes(afterwards=Afterwards.HOUR), now=booking.ends_at + 2 * HOUR)
    assert asked(maya) == []  # too late to ask then


@pytest.mark.django_db
def test_a_moved_session_is_asked_after_at_its_new_time(maya: User, booking: Booking) -> None:
    actions.choose(maya, Wishes(afterwards=Afterwards.HOUR), now=NOON)

    moved = bookings.change_time(booking, by=maya, starts_at=TUESDAY + DAY, now=NOON)

    assert asked(maya) == [moved.ends_at + HOUR]


@pytest.mark.django_db
def test_nobody_is_asked_about_a_session_that_was_not(
    maya: User, sam: User, booking: Booking
) -> None:
    bookings.record_meeting(booking, met=False, by=sam, now=booking.ends_at)
    assert asked(maya) == []

    later = booked_session(maya, booking.specialist, NOON, starts_at=TUESDAY + DAY)
    bookings.cancel(later, by=sam, now=NOON)
    assert asked(maya) == []


@pytest.mark.django_db
def test_two_who_met_after_all_are_not_asked_twice(maya: User, sam: User, booking: Booking) -> None:
    bookings.record_meeting(booking, met=True, by=sam, now=booking.ends_at)
    before = asked(maya)

    actions.choose(maya, Wishes(), now=booking.ends_at)

    assert len(before) == 1
    assert asked(maya) == before
