"""Who may do what with a booking."""

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.models import Booking


def may_book(person: User, profile: SpecialistProfile) -> bool:
    """Members, and nobody with themselves."""
    return person.has_role(Role.MEMBER) and profile.person_id != person.pk


def may_cancel(person: User, booking: Booking) -> bool:
    """Either of the two."""
    return person.pk in {booking.member_id, booking.specialist.person_id}


def may_change_time(person: User, booking: Booking) -> bool:
    """Its member. A specialist asks for it."""
    return person.pk == booking.member_id


def may_ask_to_move(person: User, booking: Booking) -> bool:
    """The specialist of the session."""
    return may_record(person, booking)


def may_say(person: User, booking: Booking) -> bool:
    """Either of the two says whether they met."""
    return may_cancel(person, booking)


def may_record(person: User, booking: Booking) -> bool:
    """The specialist of the session."""
    return person.pk == booking.specialist.person_id
