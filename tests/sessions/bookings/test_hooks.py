"""What other slices bring to a session: parts of its page, steps before going in, and what they hear."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from matching.models import SpecialistProfile
from peerhub import events as bus
from peerhub.accounts.models import User
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions, doors, events, parts
from sessions.bookings.doors import Step
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part, Place
from sessions.bookings.states import BookingState
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has offered anything."""
    monkeypatch.setattr(parts, "_brought", {place: [] for place in Place})
    monkeypatch.setattr(doors, "_checks", [])


@pytest.fixture
def heard() -> Iterator[list[tuple[str, int, datetime]]]:
    said: list[tuple[str, int, datetime]] = []

    def hear(event: Any) -> None:
        said.append((type(event).__name__, event.booking_id, event.at))

    kinds = (events.SessionBooked, events.SessionMoved, events.SessionCancelled)
    for kind in kinds:
        bus._listeners[kind].append(hear)
    yield said
    for kind in kinds:
        bus._listeners[kind].remove(hear)


def test_a_session_that_is_booked_moved_and_cancelled_is_told_after_the_commit(
    maya: User,
    peer: SpecialistProfile,
    heard: list[tuple[str, int, datetime]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        booking = booked_session(maya, peer, NOON, starts_at=MORNING)
        booking = actions.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON + HOUR)
        actions.cancel(booking, by=maya, now=NOON + 2 * HOUR)
        actions.cancel(booking, by=maya, now=NOON + 3 * HOUR)  # twice changes nothing

    assert heard == [
        ("SessionBooked", booking.pk, NOON),
        ("SessionMoved", booking.pk, NOON + HOUR),
        ("SessionCancelled", booking.pk, NOON + 2 * HOUR),
    ]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (MORNING - doors.OPENS - timedelta(seconds=1), False),
        (MORNING - doors.OPENS, True),
        (MORNING, True),
        (MORNING + 45 * timedelta(minutes=1) - timedelta(seconds=1), True),
        (MORNING + 45 * timedelta(minutes=1), False),
    ],
)
def test_the_room_is_open_from_five_minutes_before_until_fifteen_after(
    booking: Booking, at: datetime, is_open: bool
) -> None:
    assert doors.is_open(booking, now=at) is is_open


def test_no_room_is_open_for_a_session_that_is_off(booking: Booking) -> None:
    booking.state = BookingState.CANCELLED

    assert not doors.is_open(booking, now=MORNING)


def test_whoever_comes_late_is_let_in_although_the_other_said_that_they_did_not_come(
    booking: Booking, sam: User
) -> None:
    late = MORNING + timedelta(minutes=12)
    actions.record_meeting(booking, met=False, by=sam, now=late)

    assert booking.state == BookingState.MISSED
    assert doors.is_open(booking, now=late)


def test_the_first_step_that_is_left_comes_first_and_only_for_whom_it_is(
    booking: Booking, maya: User, sam: User
) -> None:
    card, later = Step("Read what Maya would like.", "/card/", "Read it"), Step("Later", "/", "Go")
    doors.offer(lambda _booking, person, _now: card if person == sam else None)
    doors.offer(lambda _booking, _person, _now: later)

    assert doors.first_step(booking, sam, now=NOON) == card
    assert doors.first_step(booking, maya, now=NOON) == later


def test_a_page_has_the_parts_that_were_brought_for_its_reader(
    booking: Booking, maya: User, sam: User
) -> None:
    def bring(_booking: Booking, reader: User, _now: datetime) -> Part | None:
        return Part("a.html", {"for": reader.handle}) if reader == maya else None

    parts.offer(Place.BEFORE, bring)
    parts.offer(Place.BEFORE, bring)

    assert parts.parts(Place.BEFORE, booking, maya, now=NOON) == [
        Part("a.html", {"for": maya.handle})
    ]
    assert parts.parts(Place.BEFORE, booking, sam, now=NOON) == []
    assert parts.parts(Place.AFTER, booking, maya, now=NOON) == []
