"""What the session room brings to other pages of a session: the way in, and who was there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peerhub.accounts.models import User
from sessions.bookings import doors
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.bookings.states import BookingState
from sessions.calls.attendance import Attendance, in_minutes
from sessions.calls.models import Meeting
from sessions.calls.policies import may_be_in
from sessions.calls.reading import attendance_of

JOIN, THERE = "sessions/calls/_join.html", "sessions/calls/_there.html"


def way_in(booking: Booking, reader: User, now: datetime) -> Part | None:
    """When the room opens, what is left to do before it, and the button once it is open."""
    if booking.state not in (BookingState.BOOKED, BookingState.HELD) or _is_over(booking, now):
        return None
    return Part(JOIN, _door(booking, reader, now))


def back_in(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The same where the page says what came after: the room stays open for a while."""
    booked = booking.state == BookingState.BOOKED and now < booking.ends_at
    return None if booked else way_in(booking, reader, now)


def who_was_there(booking: Booking, reader: User, now: datetime) -> Part | None:
    """How long the two were there, for nobody else; nothing where nobody was seen."""
    times = attendance_of(booking, now=now)
    if not times.member and not times.specialist:
        return None
    mine, theirs = times.member, times.specialist
    if reader.pk != booking.member_id:
        mine, theirs = theirs, mine
    return Part(
        THERE,
        {
            "met": bool(times.together),
            "together": in_minutes(times.together),
            "mine": in_minutes(mine),
            "theirs": in_minutes(theirs),
            "they_came": bool(theirs),
            "other": other_name(booking, reader),
            "suggests": _suggestion(booking, reader, times, now),
        },
    )


def other_name(booking: Booking, reader: User) -> str:
    """What the reader calls the other one."""
    mine = reader.pk == booking.member_id
    return booking.specialist.name if mine else booking.member.handle


def was_ended(booking: Booking) -> bool:
    """Whether one of the two ended it for both."""
    return Meeting.objects.filter(booking=booking, ended_at__isnull=False).exists()


def _suggestion(booking: Booking, reader: User, times: Attendance, now: datetime) -> str:
    """What the specialist might say of whether they met, once it is over and nothing was said."""
    open_question = booking.state == BookingState.BOOKED and _is_over(booking, now)
    if not open_question or reader.pk == booking.member_id or times.met is None:
        return ""
    return "met" if times.met else "missed"


def _is_over(booking: Booking, now: datetime) -> bool:
    return now >= booking.over_at + doors.STAYS


def _door(booking: Booking, reader: User, now: datetime) -> Mapping[str, Any]:
    open_now = may_be_in(reader, booking, now=now) and not was_ended(booking)
    return {
        "booking": booking,
        "opens_at": booking.starts_at - doors.OPENS,
        "early": now < booking.starts_at - doors.OPENS,
        "open": open_now,
        "step": doors.first_step(booking, reader, now=now) if open_now else None,
    }
