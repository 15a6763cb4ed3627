"""Maya met Sam, whom Ade looks after; Ben supervises somebody else; Noor is the stranger."""

from datetime import timedelta

import pytest

from matching.models import SpecialistProfile
from matching.supervision import actions as supervision
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.availability.rules import DAY, HOUR
from sessions.bookings.models import Booking
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.conftest import Person

MORNING = NOON + DAY + 3 * HOUR


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def ade(person: Person, peer: SpecialistProfile) -> User:
    """Ade, who looks after Sam."""
    ade = person("Ade", Role.SUPERVISOR, time_zone="America/New_York")
    supervision.assign(peer.person, to=ade, by=ade, now=NOON)
    return ade


@pytest.fixture
def ben(person: Person) -> User:
    """Another supervisor."""
    return person("Ben", Role.SUPERVISOR)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


@pytest.fixture
def later(maya: User, peer: SpecialistProfile, booking: Booking) -> Booking:
    """Their second session, a day after."""
    return booked_session(maya, peer, NOON, starts_at=MORNING + timedelta(days=1))
