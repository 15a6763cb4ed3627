"""Whom a reader can see, and whom they can book."""

from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from sessions.bookings import policies
from sessions.bookings.models import MoveProposal
from sessions.bookings.parts import Part


def shown(slug: str, reader: User) -> SpecialistProfile | None:
    """The specialist with this address, with their person; None for whoever must not see them."""
    profiles = SpecialistProfile.objects.published().select_related("person")
    profile = profiles.filter(slug=slug).first()
    if profile is None or blocking.are_apart(reader.pk, profile.person_id):
        return None
    return profile


def asked_to_move(reader: User, now: datetime) -> Part | None:
    """What a member is asked about the times of their sessions, for the top of their list."""
    standing = MoveProposal.objects.standing(now=now).filter(booking__member=reader)
    found = list(standing.select_related("booking__specialist").order_by("until"))
    return Part("sessions/bookings/_asked_above.html", {"asked": found}) if found else None


def bookable(slug: str, member: User) -> SpecialistProfile | None:
    """The same for a member who can meet them; nobody meets themselves."""
    profile = shown(slug, member)
    return profile if profile and policies.may_book(member, profile) else None
