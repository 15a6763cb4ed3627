"""Whose page a specialist may open, and which people are theirs."""

from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.blocking import apart_from, are_apart
from peerhub.accounts.models import User
from sessions.bookings.models import SEEN_WITHIN, Booking


def are_live(profile: SpecialistProfile, member_id: int, *, now: datetime) -> bool:
    """Whether the two meet: a session is booked or was within four weeks, and nobody blocked."""
    met = Booking.objects.settled().filter(
        specialist=profile, member=member_id, ends_at__gt=now - SEEN_WITHIN
    )
    return met.exists() and not are_apart(member_id, profile.person_id)


def profile_of(person: User) -> SpecialistProfile | None:
    """The specialist's own page, shown or not; None before they began one."""
    return SpecialistProfile.objects.select_related("person").filter(person=person).first()


def apart_of(profile: SpecialistProfile) -> frozenset[int]:
    """Whom they do not meet, whoever of the two said so."""
    return apart_from(profile.person_id)
