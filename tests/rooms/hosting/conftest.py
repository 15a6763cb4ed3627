"""Sam on shift in a room, Robin a host off shift, Maya behind a mask with something said."""

from datetime import timedelta

import pytest

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from rooms.live import actions as live
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.roster import actions as roster
from rooms.roster.actions import Stretch
from rooms.roster.models import Shift
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.conftest import Enter, Say

HOUR = timedelta(hours=1)


@pytest.fixture
def robin(person: Person) -> User:
    """Robin, another peer specialist."""
    return person("Robin", Role.SPECIALIST, time_zone="America/Chicago")


@pytest.fixture
def room(db: None, sam: User, robin: User) -> Room:
    """A room that Sam and Robin look after."""
    made = live.open_room(
        name="After a loss",
        purpose="For anyone who misses someone.",
        by=None,
        now=NOON - timedelta(days=1),
        prompts=["What helped this week?", "What is in front of you?"],
    )
    for host in (sam, robin):
        live.appoint_host(room=made, person=host, by=None, now=NOON)
        live.enter(room=made, person=host, name="", now=NOON)
    return made


@pytest.fixture
def shift(room: Room, sam: User) -> Shift:
    """Sam is on shift from noon to four."""
    (planned,) = roster.plan(
        room, host=sam, stretches=[Stretch(NOON, NOON + 4 * HOUR)], by=None, now=NOON
    )
    roster.begin(planned, now=NOON)
    return planned


@pytest.fixture
def heron(shift: Shift, room: Room, maya: User, enter: Enter) -> Mask:
    """Maya, as the room knows her."""
    return enter(maya, room, "Quiet Heron")


@pytest.fixture
def said(heron: Mask, room: Room, maya: User, say: Say) -> Message:
    """What Maya said."""
    message: Message = say(maya, room, "The kettle is on again.").message
    return Message.objects.select_related("mask__person", "mask__room", "room").get(pk=message.pk)


def shown(person: User) -> SpecialistProfile:
    """Let everybody see the page of a specialist."""
    return SpecialistProfile.objects.create(
        person=person,
        slug=person.handle.lower(),
        headline="I have been there.",
        languages=["en"],
        ways=["text"],
        has_story=True,
        published_at=NOON,
        published_by=person,
    )
