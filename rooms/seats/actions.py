"""Taking a seat, keeping it, leaving it; and the line of those who wait for one.

Whoever takes, frees or offers a seat holds the room's row: thirteen people at once get twelve
seats, and a free seat is offered to one of those who wait.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet

from rooms.seats import notices
from rooms.seats.models import OFFER_LASTS, SEAT_LASTS, Seat, Waiting

if TYPE_CHECKING:
    from peerhub.accounts.models import User
    from rooms.live.models import Room

REST = timedelta(minutes=15)  # for which the seat of who takes a break is kept


@dataclass(frozen=True)
class Place:
    """A place in the line. ``offered_until``: a seat is kept for this person until then."""

    number: int  # 1: the next one
    offered_until: datetime | None


@transaction.atomic
def take(room: Room, person: User, *, now: datetime) -> bool:
    """Have a seat in a small room; gives whether there was one.

    Who has one keeps it, who was offered one gets it, hosts need none. Who comes by does not
    pass those who wait in line.
    """
    if room.hosts.filter(person=person).exists():
        return True
    locked = type(room).objects.select_for_update().get(pk=room.pk)
    mine = Seat.objects.taken(now=now).filter(room=room, person=person)
    if not mine.update(seen_at=now):
        _offer(locked, now=now)
        if _free(locked, now=now, apart_from=person) <= 0:
            return False
        Seat.objects.update_or_create(room=room, person=person, defaults={"seen_at": now})
    Waiting.objects.filter(room=room, person=person).delete()
    return True


def seated(room: Room, people: Collection[int], *, now: datetime) -> set[int]:
    """Those of ``people``, by row, who have a seat or need none."""
    taken = Seat.objects.taken(now=now).filter(room=room, person__in=people)
    hosts = room.hosts.filter(person__in=people)
    return {*taken.values_list("person", flat=True), *hosts.values_list("person", flat=True)}


def keep(room: Room, people: Collection[int], *, now: datetime) -> None:
    """A heartbeat saw ``people`` in ``room``."""
    Seat.objects.filter(room=room, person__in=people, seen_at__lt=now).update(seen_at=now)


def rest(room: Room, person: User, *, now: datetime) -> None:
    """Keep the seat of who takes a break, if they have one."""
    mine = Seat.objects.taken(now=now).filter(room=room, person=person)
    mine.update(seen_at=now + REST - SEAT_LASTS)


@transaction.atomic
def free(room: Room, person: User, *, now: datetime) -> None:
    """Leave the seat to whoever waits."""
    locked = type(room).objects.select_for_update().get(pk=room.pk)
    Seat.objects.filter(room=room, person=person).delete()
    _offer(locked, now=now)


@transaction.atomic
def join_line(room: Room, person: User, *, now: datetime) -> None:
    """Wait for a seat; who waits already keeps the place."""
    locked = type(room).objects.select_for_update().get(pk=room.pk)
    Waiting.objects.get_or_create(room=room, person=person, defaults={"since": now})
    _offer(locked, now=now)


@transaction.atomic
def leave_line(room: Room, person: User, *, now: datetime) -> None:
    """Wait no longer; a seat that was offered goes to the next one."""
    locked = type(room).objects.select_for_update().get(pk=room.pk)
    Waiting.objects.filter(room=room, person=person).delete()
    _offer(locked, now=now)


def place_of(room: Room, person: User, *, now: datetime) -> Place | None:
    """Where ``person`` stands in the line; None for who does not wait."""
    line = _in_line(room, now=now)
    mine = line.filter(person=person).first()
    if mine is None:
        return None
    ahead = line.filter(Q(since__lt=mine.since) | Q(since=mine.since, pk__lt=mine.pk))
    return Place(number=ahead.count() + 1, offered_until=mine.offered_until)


def place_in_line(room: Room, person: User, *, now: datetime) -> int | None:
    """The number of ``person`` in the line, from 1; None for who does not wait."""
    place = place_of(room, person, now=now)
    return place.number if place else None


def offer_free_seats(*, now: datetime) -> int:
    """Offer what is free to who waits, room by room; returns how many offers were made.

    Two of these at once share the rooms; one that is busy is looked at the next time.
    """
    waiting = Waiting.objects.select_related("room").order_by("room").distinct("room")
    return sum(_offer_in(one.room, now=now) for one in list(waiting))


@transaction.atomic
def _offer_in(room: Room, *, now: datetime) -> int:
    locked = type(room).objects.select_for_update(skip_locked=True).filter(pk=room.pk).first()
    return _offer(locked, now=now) if locked is not None else 0


def _offer(room: Room, *, now: datetime) -> int:
    """Offer free seats to the first in line; the room's row is locked."""
    # What was not taken in time keeps nothing: the next one is not kept waiting.
    Waiting.objects.filter(room=room, offered_until__lte=now).delete()
    free = _free(room, now=now)
    if free <= 0 or not room.is_open:
        return 0
    first = Waiting.objects.filter(room=room, offered_until=None).select_related("person")
    offered = list(first.order_by("since", "pk")[:free])
    for waiting in offered:
        waiting.offered_until = now + OFFER_LASTS
        waiting.save(update_fields=["offered_until"])
        notices.tell_offered(waiting, now=now)
    return len(offered)


def _free(room: Room, *, now: datetime, apart_from: User | None = None) -> int:
    """Seats that nobody has and nobody else was offered."""
    taken = Seat.objects.taken(now=now).filter(room=room)
    kept = Waiting.objects.filter(room=room, offered_until__gt=now)
    if apart_from is not None:
        taken, kept = taken.exclude(person=apart_from), kept.exclude(person=apart_from)
    return room.size - taken.count() - kept.count()


def _in_line(room: Room, *, now: datetime) -> QuerySet[Waiting]:
    return Waiting.objects.filter(Q(offered_until=None) | Q(offered_until__gt=now), room=room)
