"""Who works the queue, and what a case allows."""

from peerhub.accounts.policies import any_of, is_moderator, is_supervisor
from peerhub.accounts.roles import Role
from safety.flags.models import Flag
from safety.flags.states import FOR_US_ALONE

QUEUE_ROLES = frozenset({Role.MODERATOR, Role.SUPERVISOR})
works_the_queue = any_of(is_moderator, is_supervisor)


def may_pause(flag: Flag) -> bool:
    """Whether the text can be a reason to pause its author: others were meant to see it.

    Nothing is asked about the author: an answer would tell something of them.
    """
    return flag.subject_kind not in FOR_US_ALONE
