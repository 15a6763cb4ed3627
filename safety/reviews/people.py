"""Whom a member can choose for a review: peers they have met, their clinicians, a supervisor."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from safety.clinic.policies import links_of
from safety.companions import companions_of
from safety.reviews.models import NAME
from safety.reviews.states import Part

A_SUPERVISOR = "A supervisor from our team"


@dataclass(frozen=True)
class Choice:
    """Somebody who can be asked. ``person_id`` None: whoever of a role says yes first."""

    key: str
    part: Part
    name: str
    person_id: int | None = None


def choices_for(member: User, now: datetime) -> list[Choice]:
    """All of them, by part and then by name."""
    peers = [
        Choice(f"p{each.person_id}", Part.SPECIALIST, each.name[:NAME], each.person_id)
        for each in companions_of(member.pk)
    ]
    links = links_of(member, now).select_related("clinician__clinical_standing")
    met = {each.person_id for each in peers}
    clinicians = [
        Choice(f"p{link.clinician_id}", Part.CLINICIAN, _called(link.clinician), link.clinician_id)
        for link in links
        if link.clinician_id not in met
    ]
    return [*peers, *clinicians, Choice("supervisor", Part.SUPERVISOR, A_SUPERVISOR)]


def _called(clinician: User) -> str:
    return str(clinician.clinical_standing.name)
