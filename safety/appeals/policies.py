"""Who looks at an appeal, and who is another one than whoever decided first."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.roles import Role
from safety.deeds.models import Deed
from safety.flags.models import Report
from safety.subjects import adapter_for


def who_had_part(deed: Deed) -> frozenset[int]:
    """Ids of those who told us of it, were there to look after people, or whom it was said to.

    Nobody of them is the second person: what they would decide about is theirs, too.
    """
    told = Q(subject_kind=deed.subject_kind, subject_id=deed.subject_id)
    if deed.case is not None:
        told |= Q(flag=deed.case)
    reporters = Report.objects.filter(told).values_list("reporter", flat=True)
    owner, about = adapter_for(deed.subject_kind), deed.subject_id
    there = (*owner.companions(about), *owner.others(about), *owner.parties(about))
    return frozenset({*reporters, *there}) - {deed.person_id}


def deciders_among(people: Collection[int]) -> list[int]:
    """Those of ``people`` who decide appeals: of others nobody keeps that they had part in it."""
    holders = User.objects.holding(Role.MODERATOR) | User.objects.holding(Role.SUPERVISOR)
    return sorted(holders.filter(pk__in=people).values_list("pk", flat=True).distinct())


def left_to_supervisors(deeds: Sequence[Deed]) -> list[Deed]:
    """Those that no moderator can decide."""
    if not deeds:
        return []
    moderators = set(User.objects.holding(Role.MODERATOR).values_list("pk", flat=True))
    return [deed for deed in deeds if not moderators - deed.hands]


def for_a_supervisor(deeds: Sequence[Deed], *, now: datetime) -> list[Deed]:
    """Those that are late, or where no other moderator is there who could decide."""
    left = {deed.pk for deed in left_to_supervisors(deeds)}
    return [deed for deed in deeds if deed.is_late(now=now) or deed.pk in left]


def waiting_for(person: User, *, now: datetime) -> Sequence[Deed]:
    """What counts as work of this person: a moderator's all, a supervisor's what falls to them."""
    waiting = list(Deed.objects.to_decide(person))
    if not is_supervisor(person) or Role.MODERATOR in person.roles:
        return waiting
    return for_a_supervisor(waiting, now=now)
