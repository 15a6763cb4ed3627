"""What stands above the list of sessions, and on a session's page, of talks without an appointment."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.on_now.actions import on_of, turn_of
from sessions.on_now.models import Ask


def above(reader: User, now: datetime) -> Part | None:
    """The way to talk now for members; for a specialist, whether they are on and somebody asks."""
    is_member, is_specialist = reader.has_role(Role.MEMBER), reader.has_role(Role.SPECIALIST)
    if not is_member and not is_specialist:
        return None
    words = {
        "is_member": is_member,
        "is_specialist": is_specialist,
        "on": on_of(reader, now=now) if is_specialist else None,
        "turn": turn_of(reader, now=now) if is_specialist else None,
    }
    return Part("sessions/on_now/_above.html", words)


def first_line(booking: Booking, reader: User, now: datetime) -> Part | None:
    """What the member said first; nobody but the two reads it, and the specialist only now."""
    del now
    asked = Ask.objects.filter(booking=booking).exclude(line="").first()
    if asked is None:
        return None
    for_specialist = reader.pk != booking.member_id
    words = {
        "line": asked.line,
        "held": asked.line_held and for_specialist,
        "for_specialist": for_specialist,
    }
    return Part("sessions/on_now/_line.html", words)
