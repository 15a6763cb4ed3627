"""Who meets whom: what sessions tells safety and matching, which know no session."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from matching.models import SpecialistProfile
from peerhub.accounts.blocking import apart_from, are_apart
from safety.companions import Companion
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState

GOES_ON = timedelta(weeks=4)  # whoever met somebody within it counts among their people


def met_by(member_id: int) -> Sequence[Companion]:
    """The specialists with whom the member has, or had, a session that was not cancelled, and meets on."""
    booked = Booking.objects.filter(member=member_id).exclude(state=BookingState.CANCELLED)
    booked = booked.exclude(specialist__person__in=apart_from(member_id))
    people = booked.order_by("specialist").distinct("specialist")
    return [
        Companion(booking.specialist.person_id, booking.specialist.name)
        for booking in people.select_related("specialist__person")
    ]


def have_met(member_id: int, person_id: int) -> bool:
    """Whether the member has, or had, a session with this specialist that was not cancelled."""
    booked = Booking.objects.filter(member=member_id, specialist__person=person_id)
    return booked.exclude(state=BookingState.CANCELLED).exists()


def meet(profile: SpecialistProfile, member_id: int, *, now: datetime) -> bool:
    """Whether a session of the two is booked or was within four weeks, and neither blocked the other."""
    booked = Booking.objects.settled().filter(specialist=profile, member=member_id)
    lately = booked.filter(ends_at__gt=now - GOES_ON)
    return lately.exists() and not are_apart(member_id, profile.person_id)


def people_of_each(now: datetime) -> Mapping[int, int]:
    """How many people each specialist sees, by the key of the profile: lately, or booked."""
    return Booking.objects.people_of_each(since=now - GOES_ON)


def starts_of_each() -> Mapping[int, Sequence[datetime]]:
    """When the sessions of each member begin or began; cancelled and missed ones are none."""
    return Booking.objects.starts_of_each()
