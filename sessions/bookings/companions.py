"""Whom a member meets: what sessions tells safety, so that a plan can be shared."""

from collections.abc import Sequence

from safety.plans.companions import Companion
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState


def met_by(member_id: int) -> Sequence[Companion]:
    """The specialists with whom the member has, or had, a session that was not cancelled."""
    booked = Booking.objects.filter(member=member_id).exclude(state=BookingState.CANCELLED)
    people = booked.order_by("specialist").distinct("specialist")
    return [
        Companion(booking.specialist.person_id, booking.specialist.name)
        for booking in people.select_related("specialist__person")
    ]


def have_met(member_id: int, person_id: int) -> bool:
    """Whether the member has, or had, a session with this specialist that was not cancelled."""
    booked = Booking.objects.filter(member=member_id, specialist__person=person_id)
    return booked.exclude(state=BookingState.CANCELLED).exists()
