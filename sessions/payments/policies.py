"""Who may see and do what with a payment."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.states import BookingState
from sessions.payments.models import NO_REASON_FOR, Payment
from sessions.payments.states import PaymentState


def looks_after_money(person: User) -> bool:
    """Whoever looks at payments that need a person."""
    return person.has_role(Role.ADMINISTRATOR)


def may_have_it_back(person: User, payment: Payment, *, now: datetime) -> bool:
    """Its member: before the session, for two weeks after it, and always where the other was away."""
    booking = payment.booking
    if payment.member_id != person.pk or booking is None:
        return False
    if payment.state not in {PaymentState.BOOKED, PaymentState.CAPTURED, PaymentState.WON}:
        return False
    if booking.state == BookingState.MISSED:  # what goes back by itself is on its way already
        return False
    return now < booking.ends_at + NO_REASON_FOR
