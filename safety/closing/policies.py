"""Who assesses cases, and who is offered a talk after one."""

from peerhub.accounts.policies import (
    any_of,
    is_clinician,
    is_moderator,
    is_specialist,
    is_supervisor,
)

assesses = any_of(is_moderator, is_clinician, is_supervisor)
may_need_a_talk = any_of(assesses, is_specialist)
