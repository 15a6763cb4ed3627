"""Somebody who may read a plan suggests a line; the member takes it or leaves it."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.plans import notices
from safety.plans.actions.sharing import must_be_shared
from safety.plans.actions.writing import Saved, save
from safety.plans.models import PlanProposal, SafetyPlan
from safety.plans.states import Answer, Part
from safety.subjects import SubjectRef

PROPOSAL = "safety.plan_proposal"  # the subject kind
PLACE = "A suggestion for somebody’s staying safe plan"
MOST = 10  # suggestions that wait in one plan: it is the member's page


class AlreadyAnswered(DomainError):
    """The member has answered this one."""

    code: ClassVar[str] = "already_answered"


class TooManySuggestions(DomainError):
    """Enough wait already."""

    code: ClassVar[str] = "too_many_suggestions"


@transaction.atomic
def propose(plan: SafetyPlan, *, part: Part, words: str, by: User, now: datetime) -> PlanProposal:
    """Suggest a line for one part. The same words again, while they wait, are one suggestion.

    What sounds like danger reaches the member only after a person has read it.

    Raises:
        NotShared: the plan is not shared with them, or not any more.
        TooManySuggestions: the member has enough to look through.
    """
    plan = SafetyPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    must_be_shared(plan, by)
    waiting = plan.proposals.waiting()
    same = waiting.filter(part=part, words=words, made_by=by).first()
    if same is not None:
        return same
    if waiting.count() >= MOST:
        raise TooManySuggestions("They have enough to look through for now. Talk about it first.")
    made = PlanProposal.objects.create(plan=plan, part=part, words=words, made_at=now, made_by=by)
    record(Verb.PLAN_SUGGESTED, by=by, on=made, plan=plan.pk, part=part.value)
    seen = watch(
        words,
        author=by,
        subject=SubjectRef(PROPOSAL, str(made.pk)),
        place=PLACE,
        now=now,
        holding=Holding(level=1),
    )
    if seen.hold:
        made.held = True
        made.save(update_fields=["held"])
    else:
        notices.tell_member(made, now=now)
    return made


@transaction.atomic
def take(proposal: PlanProposal, *, by: User, now: datetime) -> Saved:
    """The member takes it: it becomes the last line of its part, in their plan.

    Raises:
        AlreadyAnswered: they have answered it.
        TooLong: the part is full.
    """
    proposal = _answered(proposal, Answer.TAKEN, by=by, now=now)
    part = Part(proposal.part)
    lines = [proposal.plan.words()[part], proposal.words]
    return save({part: "\n".join(filter(None, lines))}, member=by, now=now)


@transaction.atomic
def leave(proposal: PlanProposal, *, by: User, now: datetime) -> None:
    """The member does not take it; whoever suggested it is told nothing.

    Raises:
        AlreadyAnswered: they have answered it.
    """
    _answered(proposal, Answer.LEFT, by=by, now=now)


@transaction.atomic
def let_out(proposal_id: int, *, now: datetime) -> None:
    """A person has read a held suggestion: the member may see it."""
    held = PlanProposal.objects.filter(pk=proposal_id, held=True)
    if held.update(held=False):
        notices.tell_member(PlanProposal.objects.get(pk=proposal_id), now=now)


def _answered(proposal: PlanProposal, answer: Answer, *, by: User, now: datetime) -> PlanProposal:
    proposal = (
        PlanProposal.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=proposal.pk)
    )
    if proposal.answered_at is not None:
        raise AlreadyAnswered("You have answered this one already.")
    proposal.answered_at, proposal.answer = now, answer
    proposal.save(update_fields=["answered_at", "answer"])
    record(Verb.PLAN_SUGGESTION_ANSWERED, by=by, on=proposal, answer=answer.value)
    return proposal
