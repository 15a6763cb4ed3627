"""When a session really began and stopped: as its room saw it, else as its specialist said."""

from dataclasses import dataclass
from datetime import datetime

from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls.attendance import MET_FROM, in_minutes, lasted, shared
from sessions.calls.models import Presence, visits
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


def times_of(booking: Booking, *, now: datetime) -> Times | None:
    """The room counts where it saw both for long enough; None where nobody knows."""
    theirs = visits(booking, booking.specialist.person, now=now)
    both = shared(visits(booking, booking.member, now=now), theirs)
    together = lasted(both)
    if together >= MET_FROM:
        return Times(both[0][0], both[-1][1], in_minutes(together), _way(booking), seen=True)
    said = TimesSaid.objects.filter(booking=booking).first()
    if said is None:
        return None
    minutes = minutes_between(said.began_at, said.stopped_at)
    return Times(said.began_at, said.stopped_at, minutes, booking.mode, seen=False)


def where_of(booking: Booking) -> str:
    """Where the member was: as they said when they booked, else as their specialist said."""
    if booking.where:
        return booking.where
    said = TimesSaid.objects.filter(booking=booking).first()
    return said.where if said else ""


def _way(booking: Booking) -> str:
    """Who only typed, or only listened, was not there by voice, whatever was booked.

    Whether a camera was on is not kept, so a session that was booked by video stays one.
    """
    rows = Presence.objects.filter(meeting__booking=booking)
    theirs: dict[int, set[str]] = {}
    for person, way in rows.values_list("person", "way"):
        theirs.setdefault(person, set()).add(way)
    quiet = [ways for ways in theirs.values() if Way.VOICE not in ways]
    if not quiet:
        return booking.mode
    return Mode.TEXT.value if {Way.TEXT.value} in quiet else Mode.LISTEN.value
