"""Who was away from a session that two people missed; the word of its member goes first.

It decides what lies where, and nothing about either of them.
"""

from sessions.bookings.models import Booking, MeetingWord
from sessions.bookings.states import Word


def is_members(booking: Booking) -> bool:
    """Whether its member was away, of a session that stands as missed."""
    words = MeetingWord.objects.filter(booking=booking).values_list("by", "said")
    said = {by: Word(word) for by, word in words}
    if mine := said.get(booking.member_id):
        return mine == Word.SELF_AWAY
    return said.get(booking.specialist.person_id) == Word.OTHER_AWAY


def is_first_of_member(booking: Booking) -> bool:
    """Whether no other session of this member stands as missed by them, whoever bore it."""
    others = MeetingWord.objects.members_away(booking.member).exclude(booking=booking)
    return not others.exists()
