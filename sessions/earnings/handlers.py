"""What becomes of pay when something becomes of a session. Connected at both ends of the order.

``before`` comes first of all who follow: what was paid for the session has to lie there again before
anybody can give it back. ``after`` comes last: only then it is known whether somebody gave it back.
"""

from datetime import datetime

from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.earnings import actions
from sessions.payments.events import PaymentCaptured

ENDED = (BookingState.HELD, BookingState.MISSED)


def before(booking: Booking, was_at: datetime | None, now: datetime) -> None:
    """Take pay back where the session does not count as held any more."""
    if was_at is None and booking.state in (BookingState.BOOKED, BookingState.MISSED):
        actions.take_back(booking, now=now)


def after(booking: Booking, was_at: datetime | None, now: datetime) -> None:
    """Pay what is to be paid."""
    if was_at is None and booking.state in ENDED:
        actions.earn(booking, now=now)


def count_in(event: PaymentCaptured) -> None:
    """Money came for a session; where it was held already, its pay is counted anew."""
    booking = Booking.objects.with_people().get(pk=event.booking_id)
    actions.settle(booking, now=event.at)
