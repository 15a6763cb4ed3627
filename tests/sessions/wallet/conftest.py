"""Sam with a price, around the clock; and who asks nothing."""

from datetime import datetime, time, timedelta

import pytest

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import Rules
from sessions.availability.week import WeeklyHours
from tests.builders_matching import published_specialist
from tests.cast import NOON

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OPEN = Rules(
    notice=HOUR,
    horizon=timedelta(days=56),
    lengths=(15 * MINUTE, 30 * MINUTE, 60 * MINUTE),
)


def open_specialist(person: User, *, now: datetime) -> SpecialistProfile:
    """Somebody who can be met at any time, for any length."""
    profile = published_specialist(person, roots=("R7",), struggles=("S35",), now=now)
    halves_of_days = ((time(0), time(12)), (time(12), time(0)))
    weekly = [WeeklyHours(day, *each) for day in range(7) for each in halves_of_days]
    hours.offer_hours(profile, weekly, now=now)
    hours.keep_rules(profile, OPEN, now=now)
    return profile


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    """Sam, who asks for 30 dollars."""
    profile = open_specialist(sam, now=NOON)
    set_price(profile, 3000)
    return profile
