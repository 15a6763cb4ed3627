"""A session of Maya with Sam that ended two hours ago, and somebody else's."""

from datetime import datetime, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.models import Booking
from tests.builders_matching import supervisor
from tests.builders_notes import held_session
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON
from tests.conftest import Person

HOUR = timedelta(hours=1)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON - timedelta(days=60))


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return held_session(maya, peer, ended=timedelta(days=1), now=NOON)


@pytest.fixture
def later(booking: Booking) -> datetime:
    """Two hours after it ended."""
    return booking.ends_at + 2 * HOUR


@pytest.fixture
def publisher(peer: SpecialistProfile) -> User:
    """The supervisor who looks after Sam."""
    found = supervisor(now=NOON)
    TOTP.activate(found, generate_totp_secret())
    return found


@pytest.fixture
def tomasz(person: Person) -> User:
    """Another peer specialist."""
    return person("Tomasz", Role.SPECIALIST)
