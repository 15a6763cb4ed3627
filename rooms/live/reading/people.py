"""Who looks at a room: the person as they are in it, or nobody."""

from datetime import datetime
from typing import ClassVar

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from peerhub.ui.deeds import number as number_of
from rooms.bounds.models import Bound
from rooms.live.protocol import FURTHEST
from rooms.live.reading.pages import Reader
from rooms.masks.models import Mask
from rooms.seats import actions as seats


class NoSuchRoom(DomainError):
    """For this person there is no such room."""

    code: ClassVar[str] = "no_such_room"
    status: ClassVar[int] = 404


def reader_of(person: User, public_id: str, *, now: datetime, even_removed: bool = False) -> Reader:
    """The person as they are in this room.

    Raises:
        NoSuchRoom: there is none, they never went in, or they were asked to leave it.
    """
    # The room comes with the mask, before anything that was said is read.
    worn = Mask.objects.select_related("room").filter(room__public_id=public_id, person=person)
    mask = worn.first()
    if mask is None:
        raise NoSuchRoom("This room is not open to you.")
    mask.person = person
    reader = Reader(room=mask.room, mask=mask, now=now)
    if not even_removed and is_removed(reader.bound):
        raise NoSuchRoom("This room is not open to you.")
    return reader


def has_seat(reader: Reader) -> bool:
    """Whether the person may be here beside the others: in a small room, they take a free seat.

    A closed room has no seats to keep: whoever was in it may read.
    """
    here = reader.room
    if not here.is_open or not here.keeps_seats:
        return True
    return seats.take(here, reader.mask.person, now=reader.now)


def must_have_seat(reader: Reader) -> None:
    """Go on only for who is in a small room, not for who waits in line for it.

    Raises:
        NoSuchRoom: all seats are taken by others.
    """
    if not has_seat(reader):
        raise NoSuchRoom("All places in this small room are taken right now.")


def is_removed(bound: Bound | None) -> bool:
    """Whether the person was asked to leave."""
    return bound is not None and bound.removes


def number(given: str | None) -> int | None:
    """A place as an address gives it; None when it is none."""
    return number_of(given, most=FURTHEST)
