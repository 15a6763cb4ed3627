"""How heavy things feel: Maya's own numbers, which Sam sees only as long as she lets him."""

from datetime import datetime, timedelta

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions as bookings
from sessions.bookings.actions import NotYours
from sessions.bookings.models import Booking
from sessions.pacing import actions, handlers
from sessions.pacing.actions import NotNow
from sessions.pacing.actions.heaviness import NotANumber
from sessions.pacing.models import Heaviness
from sessions.pacing.states import Moment
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR
SECOND = timedelta(seconds=1)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


def say(booking: Booking, moment: Moment, value: int, *, now: datetime) -> None:
    actions.say_heaviness(booking, moment, value, by=booking.member, now=now)


def numbers() -> list[tuple[int | None, int | None]]:
    return list(Heaviness.objects.values_list("before", "after"))


def test_before_from_a_day_before_and_after_for_three_days(booking: Booking) -> None:
    ends = booking.ends_at
    wrong = [
        (Moment.BEFORE, MORNING - DAY - SECOND),
        (Moment.BEFORE, MORNING),
        (Moment.AFTER, ends - SECOND),
        (Moment.AFTER, ends + 3 * DAY),
    ]
    for moment, now in wrong:
        with pytest.raises(NotNow):
            say(booking, moment, 5, now=now)

    say(booking, Moment.BEFORE, 8, now=MORNING - DAY)
    say(booking, Moment.BEFORE, 7, now=MORNING - SECOND)  # the last one counts
    say(booking, Moment.AFTER, 0, now=ends)
    say(booking, Moment.AFTER, 3, now=ends + 3 * DAY - SECOND)

    assert numbers() == [(7, 3)]


def test_only_zero_to_ten_and_no_number_in_the_audit(booking: Booking) -> None:
    for value in (-1, 11):
        with pytest.raises(NotANumber):
            say(booking, Moment.BEFORE, value, now=MORNING - HOUR)
    say(booking, Moment.BEFORE, 10, now=MORNING - HOUR)

    entry = Entry.objects.get(verb="sessions.heaviness_kept")
    assert entry.details == {"moment": "before"}


def test_nobody_but_the_member_says_shows_or_takes_back(
    booking: Booking, sam: User, noor: User
) -> None:
    say(booking, Moment.BEFORE, 4, now=MORNING - HOUR)

    for person in (sam, noor):
        for act in (
            lambda who=person: actions.say_heaviness(
                booking, Moment.BEFORE, 1, by=who, now=MORNING - HOUR
            ),
            lambda who=person: actions.take_back(booking, Moment.BEFORE, by=who),
            lambda who=person: actions.share(booking, by=who, now=NOON),
            lambda who=person: actions.unshare(booking, by=who),
        ):
            with pytest.raises(NotYours):
                act()
    assert numbers() == [(4, None)]


def test_what_is_taken_back_is_gone(booking: Booking, maya: User) -> None:
    say(booking, Moment.BEFORE, 4, now=MORNING - HOUR)
    say(booking, Moment.AFTER, 2, now=booking.ends_at)

    actions.take_back(booking, Moment.BEFORE, by=maya)
    assert numbers() == [(None, 2)]
    actions.take_back(booking, Moment.AFTER, by=maya)
    actions.take_back(booking, Moment.AFTER, by=maya)  # twice changes nothing
    assert numbers() == []


def test_the_specialist_sees_it_only_while_they_may(
    booking: Booking, maya: User, sam: User
) -> None:
    now = booking.ends_at
    say(booking, Moment.AFTER, 2, now=now)
    seen = []

    for change in (
        lambda: None,
        lambda: actions.share(booking, by=maya, now=now),
        lambda: actions.unshare(booking, by=maya),
    ):
        change()
        seen.append(handlers.bring_heaviness_after(booking, sam, now) is not None)

    assert seen == [False, True, False]
    assert handlers.bring_heaviness_after(booking, maya, now) is not None


def test_nothing_is_asked_of_a_session_that_is_off(booking: Booking, maya: User, sam: User) -> None:
    bookings.record_meeting(booking, met=False, by=sam, now=booking.ends_at)
    assert handlers.bring_heaviness_after(booking, maya, booking.ends_at) is None

    with pytest.raises(NotNow):
        say(booking, Moment.AFTER, 2, now=booking.ends_at)


def test_three_points_heavier_bring_kind_words_and_ways_to_somebody(
    booking: Booking, maya: User
) -> None:
    say(booking, Moment.BEFORE, 3, now=MORNING - HOUR)
    kind = []
    for value in (5, 6):
        say(booking, Moment.AFTER, value, now=booking.ends_at)
        part = handlers.bring_heaviness_after(booking, maya, booking.ends_at)
        assert part is not None
        kind.append(part.words["heavier"])

    assert kind == [False, True]
