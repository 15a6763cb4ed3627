"""Who can be shared with, and who reads what is shared."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_clinician, is_moderator, is_supervisor
from safety.sharing.models import Sharing, SharingQuerySet

reads_shared = is_clinician
hands_on = any_of(is_moderator, is_supervisor)


def held_by(recipient: User, now: datetime) -> SharingQuerySet:
    """The sharings that a clinician holds at ``now``; none for whoever is no clinician any more."""
    held: SharingQuerySet = Sharing.objects.all()
    return held.held_by(recipient, now) if reads_shared(recipient) else held.none()


def holds_something(person: User) -> bool:
    """Whether somebody ever shared something with this clinician; it may have ended."""
    return Sharing.objects.filter(recipient=person).exists()


def is_shared(member: User, recipient: User, key: str, now: datetime) -> bool:
    """Whether ``member`` shares the field of ``key`` with this clinician at ``now``."""
    return held_by(recipient, now).filter(member=member, keys__contains=[key]).exists()
