"""Opening and closing rooms, entering them, speaking in them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5

from django.db import IntegrityError, connection, transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from rooms.live.events import MessagePosted, RoomWasClosed
from rooms.live.models import ATTENDANCE_KEPT, PACE_WINDOW, Attendance, Host, Message, Room
from rooms.masks import actions as masks
from rooms.masks.models import Mask, opaque_id
from safety.flags.actions import Watch, watch
from safety.subjects import SubjectRef

SUBJECT = "rooms.message"


class RoomIsClosed(DomainError):
    """Nobody writes here any more."""

    code: ClassVar[str] = "room_closed"


class RoomIsFull(DomainError):
    """As many people are here as the room is for."""

    code: ClassVar[str] = "room_full"


class SlowDown(DomainError):
    """More messages than the room's pace."""

    code: ClassVar[str] = "slow_down"
    status: ClassVar[int] = 429


class NotHere(DomainError):
    """This person wears no mask in this room."""

    code: ClassVar[str] = "not_here"
    status: ClassVar[int] = 404


class AlreadySpoken(DomainError):
    """Others know the mask by now: its name stays."""

    code: ClassVar[str] = "already_spoken"


@dataclass(frozen=True)
class Posted:
    """What came of speaking."""

    message: Message
    show_help: bool


@transaction.atomic
def open_room(*, name: str, purpose: str, by: User | None, now: datetime, **shape: object) -> Room:
    """Open a themed room. ``shape``: size, pace and prompts where the usual do not fit."""
    room = Room.objects.create(name=name, purpose=purpose, opened_at=now, **shape)
    record(Verb.ROOM_OPENED, by=by, on=room)
    return room


@transaction.atomic
def close_room(room: Room, *, by: User, now: datetime) -> None:
    """Nobody enters or writes any more; closing twice changes nothing."""
    if Room.objects.open().filter(pk=room.pk).update(closed_at=now, closed_by=by):
        record(Verb.ROOM_CLOSED, by=by, on=room)
        publish(RoomWasClosed(room=room.public_id))
    room.refresh_from_db()


@transaction.atomic
def appoint_host(*, room: Room, person: User, by: User | None, now: datetime) -> Host:
    """Let a specialist keep ``room`` under their own handle.

    Raises:
        AlreadySpoken: others know this person here under a mask, which a badge would lift.
    """
    mask = Mask.objects.filter(room=room, person=person).first()
    if mask is not None and mask.name != person.handle:
        _keep_hidden(mask)
        masks.rename(mask, name=person.handle, now=now)
    host, new = Host.objects.get_or_create(room=room, person=person, defaults={"since": now})
    if new:
        record(Verb.ROOM_HOST_APPOINTED, by=by, on=host, room=room.pk, person=person.pk)
    return host


def enter(*, room: Room, person: User, name: str, now: datetime) -> Mask:
    """Put a mask on and be in the room; hosts are there under their own handle.

    Raises:
        RoomIsClosed: nobody enters any more.
        RoomIsFull: as many people are here as the room is for.
        NameTaken: somebody in the room has this name by now.
    """
    if not room.is_open:
        raise RoomIsClosed("This room is closed.")
    hosting = room.hosts.filter(person=person).exists()
    if not hosting and here(room, now=now) >= room.size:
        raise RoomIsFull("This room is full right now. Try again in a little while.")
    return masks.wear(room=room, person=person, name=person.handle if hosting else name, now=now)


def change_name(mask: Mask, *, name: str, now: datetime) -> Mask:
    """Wear another name, as long as nobody has read anything under the first.

    Raises:
        AlreadySpoken: others know the mask.
        NameTaken: somebody in the room has this name by now.
    """
    _keep_hidden(mask)
    return masks.rename(mask, name=name, now=now)


def post_message(*, room: Room, person: User, body: str, client_id: UUID, now: datetime) -> Posted:
    """Say something in ``room``: screened, stored and given its place, or nothing of it.

    Args:
        room: where.
        person: who; must have entered.
        body: 1 to 2,000 characters.
        client_id: chosen by the sender for this message; sending it again stores nothing new.
            Other words under a known one are another message: a page that came back from the
            browser's history may still carry it.
        now: an aware instant.

    Raises:
        NotHere: the person has not entered.
        RoomIsClosed: nobody writes here any more.
        SlowDown: more than the room's pace, and nothing in it sounds like danger.
    """
    mask = Mask.objects.filter(room=room, person=person).first()
    if mask is None:
        raise NotHere("Go into the room first.")
    mask.room, mask.person = room, person
    try:
        return _store(mask, body=body, client_id=client_id, now=now)
    except IntegrityError:
        # The same message came twice at once; the other one was quicker.
        return _store(mask, body=body, client_id=client_id, now=now)


@transaction.atomic
def let_out(message: Message) -> None:
    """Show a held message to the room, as its newest; twice changes nothing."""
    seq = _next_place(message.room)
    if Message.objects.filter(pk=message.pk, seq=None).update(seq=seq):
        message.seq = seq
        publish(MessagePosted(room=message.room.public_id, seq=seq))
    else:
        transaction.set_rollback(True)  # gives the place back


def count_people(*, room: Room, process: str, people: int, now: datetime) -> None:
    """Write down how many people one server process has in ``room``; forget dead processes."""
    Attendance.objects.filter(room=room, counted_at__lt=now - ATTENDANCE_KEPT).delete()
    Attendance.objects.update_or_create(
        room=room, process=process, defaults={"people": people, "counted_at": now}
    )


def here(room: Room, *, now: datetime) -> int:
    """How many people are in ``room``, as far as the last heartbeats knew."""
    counts = Attendance.objects.fresh(now=now).filter(room=room)
    return sum(counts.values_list("people", flat=True))


@transaction.atomic
def _store(mask: Mask, *, body: str, client_id: UUID, now: datetime) -> Posted:
    stored = Message.objects.filter(mask=mask, client_id=client_id).first()
    if stored is not None and stored.body != body:
        client_id = uuid5(client_id, body)
        stored = Message.objects.filter(mask=mask, client_id=client_id).first()
    message = stored or Message(
        room=mask.room,
        mask=mask,
        public_id=opaque_id(),
        body=body,
        posted_at=now,
        client_id=client_id,
    )
    # Before the room's row is locked: reading takes longer than storing.
    seen = _watched(message, mask, now=now)
    if stored is None:
        if not seen.show_help:
            _keep_pace(mask, now=now)
        message.seq = None if seen.hold else _next_place(mask.room)
        message.save(force_insert=True)
        if message.seq is not None:
            publish(MessagePosted(room=mask.room.public_id, seq=message.seq))
    return Posted(message=message, show_help=seen.show_help)


def _watched(message: Message, mask: Mask, *, now: datetime) -> Watch:
    return watch(
        message.body,
        author=mask.person,
        subject=SubjectRef(kind=SUBJECT, id=message.public_id),
        place=f"Room: {mask.room.name}",
        now=now,
    )


def _keep_pace(mask: Mask, *, now: datetime) -> None:
    lately = Message.objects.filter(mask=mask, posted_at__gt=now - PACE_WINDOW)
    if lately.count() >= mask.room.pace:
        raise SlowDown("That was a lot at once. Wait a few seconds, then send it again.")


def _next_place(room: Room) -> int:
    """The next number of the room; its row stays locked until the transaction ends.

    So the numbers have no gap and are seen in their order (a sequence promises neither).
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE rooms_room SET last_seq = last_seq + 1"
            " WHERE id = %s AND closed_at IS NULL RETURNING last_seq",
            [room.pk],
        )
        row = cursor.fetchone()
    if row is None:
        raise RoomIsClosed("This room is closed. Nobody can write here any more.")
    return int(row[0])


def _keep_hidden(mask: Mask) -> None:
    if mask.messages.exists():
        raise AlreadySpoken("Others here know you by this name now, so it stays.")
