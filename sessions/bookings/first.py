"""When a member first met somebody in a session, and how often: dates and a number, no names."""

from datetime import datetime

from safety.clinic.moments import Moments
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState


def sessions(member_id: int, now: datetime) -> Moments:
    """Sessions of which somebody said that they met; what nobody said anything about is none."""
    held = Booking.objects.filter(member=member_id, state=BookingState.HELD, starts_at__lte=now)
    times = list(held.order_by("starts_at").values_list("starts_at", flat=True))
    first = times[0] if times else None
    return Moments(first_contact=first, first_session=first, attended=len(times))
