"""The member shares a plan and takes it back; whoever reads it leaves a line in the ledger."""

from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.companions import companions_of
from safety.plans import notices
from safety.plans.models import PlanShare, SafetyPlan
from safety.plans.policies import plans_for, reads_plans
from safety.plans.states import Part

TEAM = "team"  # how the audit names a share with whoever works the queue


class NotWithThem(DomainError):
    """The member does not meet this person."""

    code: ClassVar[str] = "not_with_them"


class NotShared(DomainError):
    """The plan is not shared with this person, or not any more."""

    code: ClassVar[str] = "not_shared"
    status: ClassVar[int] = 404


@transaction.atomic
def share(plan: SafetyPlan, *, person: User | None, by: User, now: datetime) -> PlanShare:
    """Let ``person`` read the plan; None: our moderators. Sharing it again changes nothing.

    Raises:
        NotWithThem: they are nobody whom the member meets here, or may not read plans.
    """
    if person is not None:
        User.objects.all_locked(plan.member_id, person.pk)  # or a block could come in between
    if person is not None and not _may_get(plan, person):
        raise NotWithThem("You can share it with people you have a session with.")
    try:
        with transaction.atomic():
            made, new = PlanShare.objects.get_or_create(
                plan=plan, person=person, ended_at=None, defaults={"shared_at": now}
            )
    except IntegrityError:  # two presses at the same moment
        return PlanShare.objects.get(plan=plan, person=person, ended_at=None)
    if new:
        record(Verb.PLAN_SHARED, by=by, on=plan, to=person.pk if person else TEAM)
        if person is not None:
            notices.tell_reader(made, person, now=now)
    return made


@transaction.atomic
def unshare(plan: SafetyPlan, *, person_id: int | None, by: User, now: datetime) -> None:
    """From now on they cannot open it. Done again, it changes nothing."""
    ended = PlanShare.objects.filter(plan=plan, person=person_id, ended_at=None)
    if ended.update(ended_at=now):
        record(Verb.PLAN_UNSHARED, by=by, on=plan, to=person_id or TEAM)


def end_shares_between(by: User, whom: User, now: datetime) -> None:
    """``by`` blocked ``whom``: neither reads a plan of the other any more."""
    shares = PlanShare.objects.filter(
        plan__member__in=(by, whom), person__in=(by, whom), ended_at=None
    )
    for share in shares.select_related("plan"):
        unshare(share.plan, person_id=share.person_id, by=by, now=now)


@transaction.atomic
def read_shared(plan: SafetyPlan, *, by: User, now: datetime) -> dict[Part, str]:
    """What the plan says, for somebody with whom it is shared; the look is written down.

    Raises:
        NotShared: it is not shared with them, or not any more.
    """
    must_be_shared(plan, by)
    record(Verb.PLAN_READ, by=by, on=plan, number=plan.number)
    disclose(to=by, about=plan.member_id, what=What.PLAN, why=Why.SHARED, now=now)
    return plan.words()


def must_be_shared(plan: SafetyPlan, person: User) -> None:
    """Stop whoever may not read the plan at this moment.

    Raises:
        NotShared: it is not shared with them, or not any more.
    """
    # Shares end by an update of their rows: whoever reads holds them for this transaction.
    list(PlanShare.objects.filter(plan=plan, ended_at=None).select_for_update())
    if not plans_for(person).filter(pk=plan.pk).exists():
        raise NotShared("This is not shared with you any more.")


def _may_get(plan: SafetyPlan, person: User) -> bool:
    meets = {each.person_id for each in companions_of(plan.member_id)}
    return person.pk in meets and reads_plans(person)
