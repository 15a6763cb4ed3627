"""What a member can share of their plan with somebody who cares for them: that there is one."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from safety.plans.models import SafetyPlan
from safety.sharing.fields import Field


def _has_a_plan(member: User, now: datetime) -> Sequence[str]:
    del now
    plan = SafetyPlan.objects.filter(member=member).first()
    if plan is None or not any(plan.words().values()):
        return ()
    return ("There is a staying safe plan. Its words are not shared.",)


HAS_A_PLAN = Field("plans.has", "That I have a staying safe plan (not its words)", _has_a_plan)
