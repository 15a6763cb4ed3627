"""Which sessions are paid, and who pays."""

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_administrator
from sessions.bookings.models import Booking, MeetingWord
from sessions.bookings.states import BookingState, Word
from sessions.earnings import states
from sessions.earnings.given_back import is_given_back
from sessions.prices.models import Quoted
from sessions.prices.reading import wants_pay


def is_paid(booking: Booking) -> bool:
    """Whether its specialist is paid: they met, or only the member was away and nothing was given back.

    Whoever gives their time and wants no pay gets none, unless a price stood when it was booked.
    """
    if booking.state == BookingState.HELD:
        worked = True
    else:
        worked = _only_member_was_away(booking) and not is_given_back(booking)
    return worked and (wants_pay(booking.specialist) or _had_a_price(booking))


def may_pay(person: User, profile: SpecialistProfile) -> bool:
    """Administrators, and nobody themselves."""
    return is_administrator(person) and person.pk != profile.person_id


def _only_member_was_away(booking: Booking) -> bool:
    if booking.state != BookingState.MISSED:
        return False
    rows = MeetingWord.objects.filter(booking=booking)
    said = {key: Word(word) for key, word in rows.values_list("by", "said")}
    return states.member_was_away(
        member=said.get(booking.member_id), specialist=said.get(booking.specialist.person_id)
    )


def _had_a_price(booking: Booking) -> bool:
    return Quoted.objects.filter(booking=booking, price_cents__isnull=False).exists()
