"""A specialist whose list is full, so that people wait."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.availability.week import WeeklyHours
from sessions.bookings.models import Booking
from sessions.waiting import actions
from sessions.waiting.models import Wait
from sessions.waiting.rule import Wanted
from tests.builders_matching import published_specialist
from tests.builders_sessions import booked_session
from tests.cast import NOON

HALF = 30 * MINUTE
ANY = Wanted(frozenset(range(7)), frozenset({"morning", "afternoon", "evening"}), HALF)
TUESDAY = NOON + DAY + 3 * HOUR  # nine in Chicago, ten in New York, three in London
MORNING = NOON + 3 * HOUR  # Monday: ten in New York, three in London
Waits = Callable[..., Wait]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    """Sam is there for an hour on Tuesdays: two sessions a week."""
    profile = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    hours.offer_hours(
        profile,
        [WeeklyHours(1, time(9), time(10))],
        now=NOON,
    )
    return profile


@pytest.fixture
def full(peer: SpecialistProfile, person: Callable[..., User]) -> list[Booking]:
    """Everything within four weeks is booked by Rosa."""
    rosa = person("Rosa")
    weeks = [TUESDAY + 7 * DAY * week for week in range(4)]
    return [
        booked_session(rosa, peer, NOON, starts_at=start)
        for week in weeks
        for start in (week, week + HALF)
    ]


@pytest.fixture
def waits(peer: SpecialistProfile, full: list[Booking]) -> Waits:
    """Lets somebody wait while nothing is free."""

    def make(member: User, wanted: Wanted = ANY, now: datetime = NOON) -> Wait:
        return actions.begin(peer, by=member, wanted=wanted, now=now)

    return make
