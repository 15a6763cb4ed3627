"""Plans of tests, made by the real actions."""

from peerhub.accounts.models import User
from safety.plans import actions
from safety.plans.models import PlanProposal, SafetyPlan
from safety.plans.states import Part
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

ALONE = "Walk to the corner and back."
REASON = "The cat waits for breakfast."


def written(member: User, **words: str) -> SafetyPlan:
    """A plan of two parts, or of the parts that are given by name."""
    given = words or {"alone": ALONE, "reason": REASON}
    parts = {Part(name): text for name, text in given.items()}
    return actions.save(parts, member=member, now=NOON).plan


def shared(member: User, with_whom: User | None) -> SafetyPlan:
    """A plan that a specialist (whom the member meets) or, for None, the team may read."""
    if with_whom is not None:
        booked_session(member, bookable_specialist(with_whom, now=NOON), NOON)
    plan = written(member)
    actions.share(plan, person=with_whom, by=member, now=NOON)
    return plan


def suggested(plan: SafetyPlan, by: User, *, words: str = "Tea by the window.") -> PlanProposal:
    """A suggestion for what one can do alone."""
    return actions.propose(plan, part=Part.ALONE, words=words, by=by, now=NOON)
