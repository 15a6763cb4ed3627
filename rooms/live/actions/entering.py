"""Opening and closing rooms, entering them, and how many are there."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from rooms.live.actions.refusals import AlreadySpoken, RoomIsClosed, RoomIsFull
from rooms.live.events import RoomWasClosed
from rooms.live.models import ATTENDANCE_KEPT, Attendance, Host, Room
from rooms.masks import actions as masks
from rooms.masks.models import Mask


@transaction.atomic
def open_room(*, name: str, purpose: str, by: User | None, now: datetime, **shape: object) -> Room:
    """Open a themed room. ``shape``: size, pace and prompts where the usual do not fit."""
    room = Room.objects.create(name=name, purpose=purpose, opened_at=now, **shape)
    record(Verb.ROOM_OPENED, by=by, on=room)
    return room


@transaction.atomic
def close_room(room: Room, *, by: User | None, now: datetime) -> None:
    """Nobody enters or writes any more; closing twice changes nothing.

    Args:
        room: which.
        by: the moderator; None: nobody looked after it for so long that it closes by itself.
        now: an aware instant.
    """
    closed = Room.objects.open().filter(pk=room.pk)
    if closed.update(closed_at=now, closed_by=by, closed_unhosted=by is None):
        record(Verb.ROOM_CLOSED, by=by, on=room)
        publish(RoomWasClosed(room=room.public_id))
    room.refresh_from_db()


@transaction.atomic
def reopen_room(room: Room, *, by: User, now: datetime) -> None:
    """Let people in and write again; twice changes nothing."""
    closed = Room.objects.filter(pk=room.pk, closed_at__isnull=False)
    if closed.update(closed_at=None, closed_by=None, closed_unhosted=False, hosted_at=now):
        record(Verb.ROOM_REOPENED, by=by, on=room)
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
    # Small rooms keep seats (rooms.seats): there one may put a mask on and wait in line.
    if not hosting and not room.keeps_seats and here(room, now=now) >= room.size:
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


def _keep_hidden(mask: Mask) -> None:
    if mask.messages.exists():
        raise AlreadySpoken("Others here know you by this name now, so it stays.")
