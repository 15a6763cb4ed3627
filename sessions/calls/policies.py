"""Who may be in a session's room."""

from datetime import datetime

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings import doors
from sessions.bookings.models import LONGER, Booking


def is_theirs(person: User, booking: Booking) -> bool:
    """Either of the two."""
    return person.pk in {booking.member_id, booking.specialist.person_id}


def may_want_more(booking: Booking, *, now: datetime) -> bool:
    """In the last five minutes, and not twice."""
    return booking.longer_until is None and booking.ends_at - LONGER <= now < booking.ends_at


def may_be_in(person: User, booking: Booking, *, now: datetime) -> bool:
    """Either of the two, while the room is open, nobody blocked anybody and the specialist is one."""
    specialist = booking.specialist.person
    return (
        is_theirs(person, booking)
        and person.is_active
        and doors.is_open(booking, now=now)
        and specialist.has_role(Role.SPECIALIST)
        and not are_apart(booking.member_id, specialist.pk)
    )
