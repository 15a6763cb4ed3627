"""A real room for tests of the queue: someone looks after it, and people talk in it."""

from datetime import datetime
from uuid import uuid4

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from safety.flags.models import Flag
from safety.flags.states import Act
from tests.cast import NOON
from tests.rooms.conftest import free_name, staffed


def opened(host: User, *, name: str = "After a loss") -> Room:
    room = actions.open_room(name=name, purpose="For whoever needs it.", by=None, now=NOON)
    staffed(room, host)
    return room


def entered(person: User, room: Room, name: str = "") -> Mask:
    return actions.enter(room=room, person=person, name=name or free_name(room), now=NOON)


def said(person: User, room: Room, body: str, *, now: datetime = NOON) -> Message:
    posted = actions.post_message(room=room, person=person, body=body, client_id=uuid4(), now=now)
    return posted.message


def changed(message: Message, body: str, *, now: datetime) -> None:
    """The author says it in other words."""
    assert message.seq is not None
    actions.edit(mask=message.mask, seq=message.seq, body=body, notes=[], now=now)


def case_of(message: Message) -> Flag:
    """The newest case about it."""
    return Flag.objects.filter(subject_id=message.public_id).latest("pk")


def acts(flag: Flag) -> list[tuple[str, User | None, str, str]]:
    """What its timeline says of pauses."""
    found = flag.notes.filter(act__in=[Act.PAUSED, Act.UNPAUSED]).order_by("pk")
    return [(note.act, note.author, note.detail, note.words) for note in found]


def is_open(person: User) -> bool:
    """Whether the account is."""
    return User.objects.get(pk=person.pk).is_active
