"""What the database refuses, whoever asks."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.states import ALLOWED, OCCUPYING, BookingState, Mode
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def row(
    member: User, peer: SpecialistProfile, starts_at: datetime, minutes: int = 30, **given: Any
) -> Booking:
    with transaction.atomic():
        return Booking.objects.create(
            member=member,
            specialist=peer,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=minutes),
            mode=Mode.TEXT,
            zone_shown="UTC",
            booked_at=NOON,
            changed_at=NOON,
            **given,
        )


def test_the_label_is_peer_sessions() -> None:
    assert apps.get_app_config("peer_sessions").name == "sessions"


@pytest.mark.parametrize("shift", [-29, -15, 0, 1, 29])
def test_two_bookings_of_a_specialist_never_overlap(
    maya: User, noor: User, peer: SpecialistProfile, shift: int
) -> None:
    row(maya, peer, NOON)

    with pytest.raises(IntegrityError, match="sessions_booking_one_of_a_specialist"):
        row(noor, peer, NOON + timedelta(minutes=shift))


def test_two_bookings_of_a_member_never_overlap(
    maya: User, osei: User, peer: SpecialistProfile
) -> None:
    other = bookable_specialist(osei, now=NOON)
    row(maya, peer, NOON)

    with pytest.raises(IntegrityError, match="sessions_booking_one_of_a_member"):
        row(maya, other, NOON + timedelta(minutes=15))


def test_back_to_back_fits(maya: User, noor: User, peer: SpecialistProfile) -> None:
    row(maya, peer, NOON)
    row(noor, peer, NOON + timedelta(minutes=30))
    row(noor, peer, NOON - timedelta(minutes=30))

    assert Booking.objects.count() == 3


def test_a_cancelled_booking_is_in_nobodys_way(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    row(maya, peer, NOON, state=BookingState.CANCELLED, cancelled_at=NOON, cancelled_by=maya)

    assert row(noor, peer, NOON).pk


@pytest.mark.parametrize("minutes", [0, -30, 61])
def test_a_session_ends_after_it_starts_and_within_an_hour(
    maya: User, peer: SpecialistProfile, minutes: int
) -> None:
    with pytest.raises(IntegrityError, match="sessions_booking_ends_within_an_hour"):
        row(maya, peer, NOON, minutes=minutes)


def test_who_and_when_of_cancelling_travel_together(maya: User, peer: SpecialistProfile) -> None:
    together = "sessions_booking_cancelled_at_and_by_together"
    with pytest.raises(IntegrityError, match=together):
        row(maya, peer, NOON, cancelled_at=NOON)
    with pytest.raises(IntegrityError, match=together):
        row(maya, peer, NOON, state=BookingState.CANCELLED)
    with pytest.raises(IntegrityError, match=together):
        row(maya, peer, NOON, cancelled_at=NOON, cancelled_by=maya)


def test_the_life_of_a_booking_is_a_table() -> None:
    assert set(ALLOWED) == set(BookingState)
    assert ALLOWED[BookingState.CANCELLED] == frozenset()
    assert set(OCCUPYING) == set(BookingState) - {BookingState.CANCELLED}


def test_overlapping_finds_what_the_constraint_refuses(
    maya: User, noor: User, osei: User, peer: SpecialistProfile
) -> None:
    other = bookable_specialist(osei, now=NOON)
    row(noor, peer, NOON, state=BookingState.CANCELLED, cancelled_at=NOON, cancelled_by=noor)
    there = row(maya, peer, NOON, minutes=60)

    def found(shift: int) -> bool:
        start = NOON + timedelta(minutes=shift)
        end = start + timedelta(minutes=30)
        there_for = Booking.rows.occupying(now=NOON, besides=maya).overlapping(start, end)
        built = there_for.meeting(peer, maya)
        found_by = partial(Booking.rows.in_the_way, start=start, end=end, now=NOON)
        assert found_by(peer, maya) == built.first()
        assert found_by(peer, noor) == built.first()
        assert found_by(other, noor) is None
        return there in built

    assert [found(shift) for shift in (-30, -29, 0, 59, 60)] == [False, True, True, True, False]


def test_a_person_finds_their_own_bookings_only(
    maya: User, sam: User, noor: User, peer: SpecialistProfile
) -> None:
    booking = booked_session(maya, peer, NOON)

    assert list(Booking.objects.for_person(maya)) == [booking]
    assert list(Booking.objects.for_person(sam)) == [booking]
    assert not Booking.objects.for_person(noor).exists()
