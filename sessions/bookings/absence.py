"""What the two say of a session, and who of them was away; it decides nothing else about either."""

from sessions.bookings import states
from sessions.bookings.models import Booking, BookingQuerySet, MeetingWord
from sessions.bookings.states import Word


def words_of(booking: Booking) -> dict[str, Word | None]:
    """``member`` and ``specialist``: what each says of it now."""
    rows = MeetingWord.objects.filter(booking=booking).values_list("by", "said")
    said = {by: Word(word) for by, word in rows}
    return {
        "member": said.get(booking.member_id),
        "specialist": said.get(booking.specialist.person_id),
    }


def member_was_away(booking: Booking) -> bool:
    """Whether its member was, of a session that stands as missed."""
    return states.member_was_away(**words_of(booking))


def is_first_absence(booking: Booking, among: BookingQuerySet) -> bool:
    """Whether its member missed no other one of these: the first one takes nothing, for everybody.

    ``among``: sessions for which something was given in the same way, free time or money. Each way
    counts its own, so who missed a session that took nothing has not used up their first one.
    """
    others = MeetingWord.objects.members_away(booking.member).exclude(booking=booking)
    return not others.filter(booking__in=among).exists()
