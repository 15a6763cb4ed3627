"""Which sessions are paid, and who pays."""

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_administrator
from sessions.bookings.absence import member_was_away
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.payments import reading as payments
from sessions.prices.models import Quoted
from sessions.prices.reading import wants_pay
from sessions.wallet import reading as wallet


def is_paid(booking: Booking) -> bool:
    """Whether its specialist is paid: they met, or only the member was away and nothing was given back.

    Whoever gives their time and wants no pay gets none, unless a price stood when it was booked.
    """
    if booking.state == BookingState.HELD:
        worked = True
    else:
        worked = (
            booking.state == BookingState.MISSED
            and member_was_away(booking)
            and not (wallet.gave_back(booking) or payments.went_back(booking))
        )
    return worked and (wants_pay(booking.specialist) or _had_a_price(booking))


def may_pay(person: User, profile: SpecialistProfile) -> bool:
    """Administrators, and nobody themselves."""
    return is_administrator(person) and person.pk != profile.person_id


def _had_a_price(booking: Booking) -> bool:
    return Quoted.objects.filter(booking=booking, price_cents__isnull=False).exists()
