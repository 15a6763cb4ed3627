"""Who asks, who answers, who looks after those who wait."""

from matching.peers.models import SpecialistProfile
from peerhub.accounts.models import User


def shown_profile(person: User) -> SpecialistProfile | None:
    """The page of a specialist who is shown now: whoever is not cannot propose themself."""
    return SpecialistProfile.objects.published().filter(person=person).first()
