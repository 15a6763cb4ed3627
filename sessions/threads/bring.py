"""What threads bring to the page of a session: a way to write, and the log in the room itself."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.bookings.states import BookingState
from sessions.threads import actions
from sessions.threads.reading import page_of
from sessions.threads.states import Side


def a_way_to_write(booking: Booking, reader: User, now: datetime) -> Part:
    """A link to what the two write to each other."""
    del now
    is_member = booking.member_id == reader.pk
    other = booking.specialist.person if is_member else booking.member
    words = {"booking": booking, "other": other}
    return Part("sessions/threads/_way.html", words)


def a_way_after(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The same once the session is over; before, it stands above."""
    if booking.state == BookingState.BOOKED and now < booking.ends_at:
        return None
    return a_way_to_write(booking, reader, now)


def in_the_room(booking: Booking, reader: User, now: datetime) -> Part:
    """The log and the field, for the page on which the two meet; what it shows counts as seen."""
    thread = actions.open_thread(booking.member, booking.specialist, by=reader, now=now)
    page = page_of(thread, reader, now=now)
    actions.look(thread, by=reader, upto=page.log.last, now=now)
    return Part("sessions/threads/_in_room.html", {"page": page, "side": Side(page.side)})
