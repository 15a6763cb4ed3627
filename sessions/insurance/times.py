"""When a session really began and stopped: as its room saw it, else as its specialist said."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls.attendance import MET_FROM, Visit, in_minutes, lasted, shared
from sessions.calls.models import Presence
from sessions.calls.states import Way
from sessions.insurance.models import TimesSaid
from sessions.insurance.units import minutes_between


@dataclass(frozen=True)
class Times:
    """From when until when, and how many minutes of it both were there."""

    began_at: datetime
    stopped_at: datetime
    minutes: int
    way: str  # how they met: as it was booked, or by less where the room saw that
    seen: bool  # by the room


@dataclass(frozen=True)
class When:
    """When a session was, and where its member was; None and "" where nobody knows."""

    times: Times | None
    where: str


def times_of(booking: Booking, *, now: datetime) -> Times | None:
    """The room counts where it saw both for long enough; None where nobody knows."""
    return when([booking], now=now)[booking.pk].times


def when(bookings: Collection[Booking], *, now: datetime) -> dict[int, When]:
    """The same of many, by their keys, in two queries."""
    rows = Presence.objects.filter(meeting__booking__in=bookings).order_by("joined_at", "pk")
    seen: defaultdict[int, list[Presence]] = defaultdict(list)
    for row in rows.select_related("meeting"):
        seen[row.meeting.booking_id].append(row)
    said = {each.booking_id: each for each in TimesSaid.objects.filter(booking__in=bookings)}
    return {
        each.pk: When(
            _times(each, seen[each.pk], said.get(each.pk), now=now),
            _where(each, said.get(each.pk)),
        )
        for each in bookings
    }


def _times(
    booking: Booking, seen: Collection[Presence], said: TimesSaid | None, *, now: datetime
) -> Times | None:
    theirs = _visits(seen, booking.specialist.person_id, now=now)
    both = shared(_visits(seen, booking.member_id, now=now), theirs)
    together = lasted(both)
    if together >= MET_FROM:
        way = _way(booking, seen)
        return Times(both[0][0], both[-1][1], in_minutes(together), way, seen=True)
    if said is None:
        return None
    minutes = minutes_between(said.began_at, said.stopped_at)
    return Times(said.began_at, said.stopped_at, minutes, booking.mode, seen=False)


def _visits(seen: Collection[Presence], person_id: int, *, now: datetime) -> list[Visit]:
    return [row.visit(now=now) for row in seen if row.person_id == person_id]


def _where(booking: Booking, said: TimesSaid | None) -> str:
    """As they said when they booked, else as their specialist said."""
    return booking.where or (said.where if said else "")


def _way(booking: Booking, seen: Collection[Presence]) -> str:
    """Who only typed, or only listened, was not there by voice, whatever was booked.

    Whether a camera was on is not kept, so a session that was booked by video stays one.
    """
    theirs: dict[int, set[str]] = {}
    for row in seen:
        theirs.setdefault(row.person_id, set()).add(row.way)
    quiet = [ways for ways in theirs.values() if Way.VOICE not in ways]
    if not quiet:
        return booking.mode
    return Mode.TEXT.value if {Way.TEXT.value} in quiet else Mode.LISTEN.value
