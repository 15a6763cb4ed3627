"""Maya and Sam, who have a session booked, and what they write to each other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import DAY, HOUR
from sessions.bookings.models import Booking
from sessions.threads import actions
from sessions.threads.actions import Written
from sessions.threads.models import Thread
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

MORNING = NOON + DAY + 3 * HOUR  # Tuesday, nine in Chicago, ten in New York
DANGER = "I have the pills in front of me and I am going to kill myself tonight."
HEAVY = "I feel so hopeless."

Write = Callable[..., Written]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING)


@pytest.fixture
def thread(maya: User, booking: Booking) -> Thread:
    """The thread of Maya and Sam, who meet tomorrow."""
    return actions.open_thread(maya, booking.specialist, by=maya, now=NOON)


@pytest.fixture
def write(thread: Thread) -> Write:
    """Writes in it."""

    def say(by: User, words: str, *, now: datetime = NOON, **given: Any) -> Written:
        given.setdefault("client_id", uuid4())
        return actions.write(thread, words, by=by, now=now, **given)

    return say
