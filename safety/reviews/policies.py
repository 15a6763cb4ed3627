"""Who reads a review, who may answer for one, and who may propose one. Asked anew each time."""

from datetime import datetime

from django.db.models import Q

from peerhub.accounts.blocking import apart_from, are_apart
from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_clinician, is_specialist, is_supervisor
from peerhub.accounts.roles import Role
from safety.clinic.policies import linked, links_held_by
from safety.clinic.shared import ACCEPTED
from safety.companions import names_of
from safety.reviews.models import CaseReview, Participant, ParticipantQuerySet
from safety.reviews.states import Answer, Part
from safety.sharing.policies import is_shared

takes_part = any_of(is_specialist, is_clinician, is_supervisor)
proposes = any_of(is_specialist, is_clinician)
ROLES = {
    Part.SPECIALIST: Role.SPECIALIST,
    Part.CLINICIAN: Role.CLINICIAN,
    Part.SUPERVISOR: Role.SUPERVISOR,
}


def place_of(review: CaseReview, person: User, now: datetime) -> Participant | None:
    """How somebody stands in a review: with a yes, or asked; None for everybody else.

    A review that its member ended has nobody but them.
    """
    if review.ended_at is not None or person.pk == review.member_id:
        return None
    rows = Participant.objects.filter(review=review, answer__in=(Answer.WAITING, Answer.YES))
    mine = rows.filter(Q(person=person) | Q(person=None)).order_by("person").first()
    if mine is None or not still_is(mine, review.member, person, now):
        return None
    return mine


def places_for(person: User, now: datetime) -> list[Participant]:
    """All of somebody: where they are asked, and where they take part."""
    theirs = Q(person=person)
    if is_supervisor(person):
        theirs |= Q(person=None)
    rows: ParticipantQuerySet = Participant.objects.filter(theirs)
    rows = rows.filter(answer__in=(Answer.WAITING, Answer.YES), review__ended_at=None)
    rows = rows.exclude(review__member__in=(*apart_from(person.pk), person.pk))
    found = rows.select_related("review__member").order_by("-asked_at", "-pk")
    return [each for each in found if still_is(each, each.review.member, person, now)]


def may_be_asked(person: User) -> bool:
    """Whether somebody was ever asked to take part in a review; supervisors are asked by role."""
    return is_supervisor(person) or Participant.objects.filter(person=person).exists()


def may_propose(person: User, member: User, now: datetime) -> bool:
    """Whether somebody may propose a review: a peer of the member's, or a clinician who knows."""
    if are_apart(person.pk, member.pk):
        return False
    if is_specialist(person) and person.pk in names_of(member.pk):
        return True
    knows = is_shared(member, person, ACCEPTED.key, now)
    return knows and linked(member, person, now) is not None


def proposes_to(clinician: User, now: datetime) -> list[User]:
    """The members of whom a clinician knows, to whom they can propose a review.

    Peers find the way on the page of each of their people.
    """
    held = links_held_by(clinician, now).select_related("member")
    return [link.member for link in held if may_propose(clinician, link.member, now)]


def still_is(place: Participant, member: User, person: User, now: datetime) -> bool:
    """Whether somebody is still who the member chose them as."""
    if not person.is_active or not person.has_role(ROLES[Part(place.part)]):
        return False
    if are_apart(member.pk, person.pk):
        return False
    if place.part != Part.CLINICIAN:
        return True
    link = linked(member, person, now)
    return link is not None and link.began_at <= place.asked_at  # a new link begins anew
