"""What bookings ask of prices, in the transaction that books."""

from datetime import datetime

from sessions.bookings.models import Booking
from sessions.prices import actions


def keep_quote(booking: Booking, now: datetime) -> bool:
    """Asked first of all: keep what holds, and bear nothing."""
    actions.keep_quote(booking, now=now)
    return False


def bear(booking: Booking, now: datetime) -> bool:
    """Where its member pays nothing, nothing is left to bear."""
    del now
    return booking.quoted.to_pay_cents == 0
