"""Opening a room, and changing what it is like."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from peerhub.topics.models import ContentNote
from rooms.hosting import notices
from rooms.hosting.actions.refusals import NameInUse, must_shape
from rooms.hosting.reading import shape_of
from rooms.hosting.shapes import Shape
from rooms.live import actions as live
from rooms.live.events import RoomMustLook
from rooms.live.models import Room
from rooms.seats.models import Seat, Waiting


@transaction.atomic
def open_room(shape: Shape, *, by: User, now: datetime) -> Room:
    """Open a room: people find it in the list at once.

    Raises:
        OffShift: this is for moderators and supervisors.
        NameInUse: another open room is called the same.
    """
    must_shape(by)
    # Locked: who presses twice opens one room.
    User.objects.locked(by.pk)
    _refuse_name_in_use(shape.name)
    room = live.open_room(
        name=shape.name,
        purpose=shape.purpose,
        size=shape.size,
        hold_first=shape.hold_first,
        prompts=list(shape.prompts),
        by=by,
        now=now,
    )
    _set_notes(room, shape)
    return room


@transaction.atomic
def shape_room(room: Room, shape: Shape, *, by: User, now: datetime) -> bool:
    """Change what a room is like; gives whether anything changed.

    Nobody who is there is sent away, whatever the new size is.

    Raises:
        OffShift: this is for moderators and supervisors.
        NameInUse: another open room is called the same.
    """
    must_shape(by)
    locked = Room.objects.select_for_update().get(pk=room.pk)
    before = shape_of(locked)
    changed = shape.differs_in(before)
    if not changed:
        return False
    if "name" in changed:
        _refuse_name_in_use(shape.name, apart_from=locked)
    kept_seats = locked.keeps_seats
    locked.name, locked.purpose = shape.name, shape.purpose
    locked.size, locked.hold_first = shape.size, shape.hold_first
    locked.prompts = list(shape.prompts)
    locked.save(update_fields=["name", "purpose", "size", "hold_first", "prompts"])
    _set_notes(locked, shape)
    if locked.keeps_seats and not kept_seats:
        _seat_everybody(locked, now=now)
    elif kept_seats and not locked.keeps_seats:
        _let_in_who_waits(locked, now=now)
    record(
        Verb.ROOM_SHAPED,
        by=by,
        on=locked,
        changed=" ".join(changed),
        size=shape.size,
        size_before=before.size,
        hold_first=shape.hold_first,
        hold_first_before=before.hold_first,
    )
    publish(RoomMustLook(room=locked.public_id))
    room.refresh_from_db()
    return True


def _refuse_name_in_use(name: str, *, apart_from: Room | None = None) -> None:
    others = Room.objects.open().filter(name__iexact=name)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    if others.exists():
        raise NameInUse(
            "Another room has this name. Choose a different one, so that people can tell them"
            " apart."
        )


def _set_notes(room: Room, shape: Shape) -> None:
    room.content_notes.set(ContentNote.objects.filter(slug__in=shape.notes))


def _seat_everybody(room: Room, *, now: datetime) -> None:
    """Give a seat to all who wear a mask here: who of them is there, only their sockets know.

    Heartbeats keep the seats of those who are; the others' lapse by themselves, and until then
    nobody new comes in.
    """
    guests = room.masks.exclude(person__hosted_rooms__room=room).values_list("person", flat=True)
    Seat.objects.bulk_create(
        [Seat(room=room, person_id=person, seen_at=now) for person in guests],
        batch_size=500,
        update_conflicts=True,
        unique_fields=["room", "person"],
        update_fields=["seen_at"],
    )


def _let_in_who_waits(room: Room, *, now: datetime) -> None:
    """Nobody needs a seat any more."""
    line = Waiting.objects.filter(room=room).select_related("person").order_by("since", "pk")
    notices.tell_room_grew(room, list(line), now=now)
    line.delete()
