"""One session of Maya with Sam by video, and the moment at which it begins."""

from datetime import timedelta

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import DAY, HOUR
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.pacing import actions as cards
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

BEGINS = NOON + DAY + 3 * HOUR
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    """Sam has read that Maya leaves everything open; before that the room is shut for him."""
    booking = booked_session(maya, peer, NOON, starts_at=BEGINS, mode=Mode.VIDEO)
    cards.read(booking, 0, by=booking.specialist.person, now=NOON)
    return booking
