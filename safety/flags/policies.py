"""Who works the queue, which cases they see, and what a case allows."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_clinician, is_moderator, is_supervisor
from peerhub.accounts.roles import Role
from safety.flags.ladder import HOLD_FROM
from safety.flags.models import Flag, FlagQuerySet
from safety.flags.states import FOR_US_ALONE, FlagState
from safety.rota.policies import is_on_call

QUEUE_ROLES = frozenset({Role.MODERATOR, Role.SUPERVISOR})
WATCHING_ROLES = QUEUE_ROLES | {Role.CLINICIAN}  # who may have a queue open, for some hours
CLINICIAN_FROM = HOLD_FROM  # the ladder names the clinician on call from this level on
moderates = any_of(is_moderator, is_supervisor)


def works_the_queue(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Moderators and supervisors; a clinician while on call, or while a case is theirs.

    The role of clinician alone opens nothing here: those who refer people from outside hold it.
    """
    return moderates(user) or is_on_call(user) or (is_clinician(user) and _has_a_case(user))


def cases_for(user: User) -> FlagQuerySet:
    """The cases that somebody who works the queue may open."""
    cases = Flag.objects.all()
    if moderates(user):
        return cases
    theirs = Q(claimed_by=user, state=FlagState.CLAIMED)
    return cases.filter(theirs | Q(level__gte=CLINICIAN_FROM) if is_on_call(user) else theirs)


def may_pause(flag: Flag) -> bool:
    """Whether the text can be a reason to pause its author: others were meant to see it.

    Nothing is asked about the author: an answer would tell something of them.
    """
    return flag.subject_kind not in FOR_US_ALONE


def _has_a_case(user: AbstractBaseUser | AnonymousUser) -> bool:
    return Flag.objects.filter(claimed_by=user.pk, state=FlagState.CLAIMED).exists()
