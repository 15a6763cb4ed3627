"""Which people are a specialist's."""

from matching.models import SpecialistProfile
from peerhub.accounts.blocking import apart_from
from peerhub.accounts.models import User


def profile_of(person: User) -> SpecialistProfile | None:
    """The specialist's own page, shown or not; None before they began one."""
    return SpecialistProfile.objects.select_related("person").filter(person=person).first()


def apart_of(profile: SpecialistProfile) -> frozenset[int]:
    """Whom they do not meet, whoever of the two said so."""
    return apart_from(profile.person_id)
