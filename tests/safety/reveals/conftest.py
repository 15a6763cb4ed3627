"""A case about something that Maya wrote, in no room, and the people around it."""

from datetime import datetime

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.cast import NOON
from tests.conftest import Person
from tests.safety.flags.texts import HIGH, flagged


@pytest.fixture
def ruth(person: Person) -> User:
    """Ruth, a second moderator."""
    return person("Ruth", Role.MODERATOR, time_zone="America/New_York")


@pytest.fixture
def rowan(person: Person) -> User:
    """Rowan, an administrator."""
    return person("Rowan", Role.ADMINISTRATOR)


@pytest.fixture
def at() -> datetime:
    """When Ines takes the case; tests of pages live in the present instead."""
    return NOON


@pytest.fixture
def flag(maya: User, ines: User, at: datetime) -> Flag:
    """Level 4, and Ines is on it."""
    flag = flags.claim(flagged(maya, text=HIGH, now=at), by=ines, now=at)
    assert flag.level == 4
    return flag
