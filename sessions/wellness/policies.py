"""Which specialist may suggest something to a member, and read what they share."""

from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.companions import meet


def peer_of(person: User, member: User, *, now: datetime) -> SpecialistProfile | None:
    """The page of a specialist who meets this member at this moment; None where they do not."""
    profile = SpecialistProfile.objects.filter(person=person).first()
    return profile if profile is not None and meet(profile, member.pk, now=now) else None
