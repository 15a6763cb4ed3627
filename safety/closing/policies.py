"""Who assesses cases, and who is offered a talk after one."""

from peerhub.accounts.policies import (
    any_of,
    is_moderator,
    is_specialist,
    is_supervisor,
)
from safety.rota.policies import is_team_clinician

# A clinician who only refers people in works on nobody's case.
assesses = any_of(is_moderator, is_team_clinician, is_supervisor)
may_need_a_talk = any_of(assesses, is_specialist)
