"""Who may write, read and co-sign what is written down about sessions."""

from datetime import datetime

from matching.supervision.policies import supervision_of
from peerhub.accounts.models import User
from sessions.bookings import doors
from sessions.bookings.companions import meet
from sessions.bookings.models import SEEN_WITHIN, Booking
from sessions.bookings.states import BookingState
from sessions.notes.models import SessionNote


def may_write(person: User, booking: Booking, *, now: datetime) -> bool:
    """The specialist of a session that was held, once it began: for four weeks, or while the two meet.

    In those four weeks a block does not end it: what happened is written down all the same.
    """
    mine = person.pk == booking.specialist.person_id
    held = booking.state in {BookingState.BOOKED, BookingState.HELD}
    if not (mine and held and booking.starts_at <= now):
        return False
    lately = now < booking.ends_at + SEEN_WITHIN
    return lately or meet(booking.specialist, booking.member_id, now=now)


def may_worry(person: User, booking: Booking, *, now: datetime) -> bool:
    """The specialist, while the room is open, also before the start, and as long as they may write."""
    mine = person.pk == booking.specialist.person_id
    return mine and (doors.is_open(booking, now=now) or may_write(person, booking, now=now))


def may_remember(person: User, note: SessionNote) -> bool:
    """The member, beside a note that is signed and shared with them."""
    standing = note.standing
    return person.pk == note.booking.member_id and standing is not None and standing.shared


def may_co_sign(person: User, note: SessionNote) -> bool:
    """The supervisor who looks after its specialist now."""
    supervision = supervision_of(note.booking.specialist.person)
    return supervision is not None and supervision.supervisor_id == person.pk
