"""What people are told about plans: that there is something to look at, never what."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.plans.models import PlanProposal, PlanShare

SHARED = Kind(key="safety.plan_shared", line="Somebody you meet here shared their plan with you.")
SUGGESTED = Kind(key="safety.plan_suggested", line="There is a suggestion for your plan.")
ALL = (SHARED, SUGGESTED)


def tell_reader(share: PlanShare, person: User, *, now: datetime) -> None:
    """Tell the person by name with whom a plan was shared."""
    notifications.schedule(
        person,
        kind=SHARED.key,
        reference=f"plan-share:{share.pk}",
        due_at=now,
        url=reverse("safety:shared_plan", args=[share.plan.public_id]),
    )


def tell_member(proposal: PlanProposal, *, now: datetime) -> None:
    """Tell the member that somebody suggests something."""
    notifications.schedule(
        proposal.plan.member,
        kind=SUGGESTED.key,
        reference=f"plan-proposal:{proposal.pk}",
        due_at=now,
        url=reverse("safety:plan"),
    )
