"""A case about a message of Maya's in a room, and a second moderator."""

from datetime import datetime

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from safety.flags import actions as flags
from safety.flags.models import Flag
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import Enter, Say
from tests.safety.flags.texts import HIGH


@pytest.fixture
def ruth(person: Person) -> User:
    """Ruth, a second moderator."""
    return person("Ruth", Role.MODERATOR, time_zone="America/New_York")


@pytest.fixture
def at() -> datetime:
    """When Ines takes the case; tests of pages live in the present instead."""
    return NOON


@pytest.fixture
def flag(maya: User, ines: User, loss: Room, enter: Enter, say: Say, at: datetime) -> Flag:
    """Maya wrote as "Quiet Heron", and Ines is on it."""
    enter(maya, loss, "Quiet Heron")
    message: Message = say(maya, loss, HIGH, now=at).message
    raised = Flag.objects.get(subject_id=message.public_id)
    return flags.claim(raised, by=ines, now=at)


@pytest.fixture
def heron(flag: Flag) -> Mask:
    """Maya's mask."""
    return Mask.objects.get(name="Quiet Heron")
