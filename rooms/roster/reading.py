"""How rooms stand at an instant: who hosts, and when somebody does again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rooms.roster.models import EARLY, HourReminder, Shift, ThemedHour
from rooms.roster.states import State

if TYPE_CHECKING:
    from peerhub.accounts.models import User
    from rooms.live.models import Room

LATE = timedelta(minutes=15)  # then nobody is promised to come to a shift that has started
AHEAD = timedelta(days=14)  # how far the next staffed hours are told


@dataclass(frozen=True)
class Standing:
    """One room at an instant."""

    state: State
    hosts: tuple[str, ...] = ()  # handles of those on shift
    until: datetime | None = None  # the last of their shifts ends
    next_at: datetime | None = None  # the next staffed hours begin; a little ago: any moment now
    next_hosts: tuple[str, ...] = ()
    hour: ThemedHour | None = None  # the themed hour that is on, or comes next


def standing_of(room: Room, *, now: datetime) -> Standing:
    """How ``room`` stands at ``now``."""
    return standings([room], now=now)[room.pk]


def standings(rooms: Collection[Room], *, now: datetime) -> dict[int, Standing]:
    """How several rooms stand, by row; the number of queries does not grow with them."""
    current, upcoming = defaultdict(list), defaultdict(list)
    shifts = Shift.objects.filter(room__in=rooms).select_related("host")
    for shift in shifts.current(now=now).order_by("ends_at", "host__handle"):
        current[shift.room_id].append(shift)
    for shift in shifts.upcoming(now=now).filter(
        starts_at__gt=now - LATE, starts_at__lt=now + AHEAD
    ):
        upcoming[shift.room_id].append(shift)
    hours: dict[int, ThemedHour] = {}
    planned = ThemedHour.objects.filter(room__in=rooms, called_off=False, ends_at__gt=now)
    for hour in planned.select_related("host", "room").order_by("starts_at", "pk"):
        hours.setdefault(hour.room_id, hour)
    return {
        room.pk: _standing(room, current[room.pk], upcoming[room.pk], hours.get(room.pk))
        for room in rooms
    }


def _standing(
    room: Room, current: list[Shift], upcoming: list[Shift], hour: ThemedHour | None
) -> Standing:
    if not room.is_open:
        return Standing(State.CLOSED)
    next_at = upcoming[0].starts_at if upcoming else None
    together = [shift.host.handle for shift in upcoming if shift.starts_at == next_at]
    return Standing(
        state=State.OPEN if current else State.QUIET,
        hosts=tuple(shift.host.handle for shift in current),
        until=current[-1].ends_at if current else None,
        next_at=next_at,
        next_hosts=tuple(together),
        hour=hour,
    )


def reminded_hours(person: User) -> frozenset[int]:
    """The themed hours, by row, of which ``person`` wants to be reminded."""
    return frozenset(HourReminder.objects.filter(person=person).values_list("hour", flat=True))


def is_on_shift(room: Room, person: User, *, now: datetime) -> bool:
    """Whether ``person`` looks after ``room`` at this moment."""
    return Shift.objects.current(now=now).filter(room=room, host=person).exists()


def shift_here(room: Room, person: User, *, now: datetime) -> Shift | None:
    """The shift of ``person`` in ``room`` that runs, or that they can begin now."""
    here = Shift.objects.filter(room=room, host=person, ends_at__gt=now, starts_at__lte=now + EARLY)
    return here.select_related("room", "host").order_by("-began", "starts_at", "pk").first()


def shifts_of(person: User, *, now: datetime) -> list[Shift]:
    """The shifts of a host that are not over, the next one first."""
    mine = Shift.objects.filter(host=person, ends_at__gt=now)
    return list(mine.select_related("room", "host").order_by("starts_at", "pk"))


def planned(*, since: datetime, until: datetime) -> list[Shift]:
    """All shifts that touch a stretch of time, in order."""
    shifts = Shift.objects.filter(starts_at__lt=until, ends_at__gt=since)
    return list(shifts.select_related("room", "host").order_by("starts_at", "host__handle", "pk"))
