"""Who may read plans that members share."""

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor
from safety.flags.policies import moderates
from safety.plans.models import SafetyPlan, SafetyPlanQuerySet

reads_plans = any_of(is_specialist, is_moderator, is_supervisor)


def plans_for(person: User) -> SafetyPlanQuerySet:
    """The plans that are shared with ``person``, by name or as one of the team."""
    found: SafetyPlanQuerySet = SafetyPlan.objects.all()
    return found.shared_with(person, as_team=moderates(person))
