"""Keeping talk going, and slowing it down."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from rooms.hosting.actions.refusals import NotThisPerson, must_keep
from rooms.hosting.measures import GAPS, SLOW_LASTS
from rooms.live.actions import Posted, enter, post_message
from rooms.live.events import RoomMustLook
from rooms.live.models import Room
from rooms.live.policies import is_host


@transaction.atomic
def prompt(room: Room, words: str, *, client_id: UUID, by: User, now: datetime) -> Posted:
    """Say something to start talk, as the host; the same ``client_id`` again says nothing new.

    Raises:
        OffShift: this person does not look after the room now.
        NotThisPerson: a moderator, who is in rooms under a mask like everybody.
        DomainError: as ``rooms.live.actions.post_message``.
    """
    must_keep(by, room, now=now)
    if not is_host(by, room):
        raise NotThisPerson("Only the hosts of this room can give it something to talk about.")
    enter(room=room, person=by, name=by.handle, now=now)
    posted = post_message(
        room=room, person=by, body=words, client_id=client_id, now=now, prompt=True
    )
    record(Verb.ROOM_PROMPTED, by=by, on=posted.message, room=room.pk)
    return posted


@transaction.atomic
def slow(room: Room, seconds: int, *, by: User, now: datetime) -> None:
    """Leave some time between two messages of one person, for an hour; 0 ends it.

    Raises:
        OffShift: this person does not look after the room now.
        ValueError: no such slow mode.
    """
    if seconds not in GAPS:
        raise ValueError(f"no slow mode of {seconds} seconds")
    must_keep(by, room, now=now)
    until = now + SLOW_LASTS if seconds else None
    Room.objects.filter(pk=room.pk).update(slow_gap=seconds, slow_until=until)
    record(Verb.ROOM_SLOWED, by=by, on=room, seconds=seconds)
    publish(RoomMustLook(room=room.public_id))
    room.refresh_from_db(fields=["slow_gap", "slow_until"])
