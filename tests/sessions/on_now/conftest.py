"""Sam is a specialist whose page is shown, and says when they are on."""

from collections.abc import Callable
from datetime import datetime

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.availability.rules import HOUR
from sessions.bookings.states import Mode
from sessions.on_now import actions
from sessions.on_now.models import Ask
from tests.builders_matching import published_specialist
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON

Person = Callable[..., User]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def rosa(person: Person) -> User:
    """Rosa, another specialist."""
    someone = person("Rosa", Role.SPECIALIST, time_zone="America/New_York")
    published_specialist(someone, roots=("R7",), now=NOON)
    return someone


def on(person: User, *, hours: int = 2, now: datetime = NOON) -> None:
    actions.go_on(person, until=now + hours * HOUR, now=now)


def asked(member: User, *, mode: Mode = Mode.TEXT, line: str = "", now: datetime = NOON) -> Ask:
    return actions.ask(member, mode=mode, line=line, now=now)[0]
