"""Who looks at an appeal, and who is another one than whoever decided first."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.roles import Role
from safety.deeds.models import Deed


def is_for_a_supervisor(deed: Deed, *, now: datetime) -> bool:
    """Whether it is late, or no other moderator is there who could decide."""
    return deed.is_late(now=now) or not _other_moderators(deed)


def waiting_for(person: User, *, now: datetime) -> Sequence[Deed]:
    """What counts as work of this person: a moderator's all, a supervisor's what falls to them."""
    waiting = list(Deed.objects.to_decide(person))
    if not is_supervisor(person) or Role.MODERATOR in person.roles:
        return waiting
    return [deed for deed in waiting if is_for_a_supervisor(deed, now=now)]


def _other_moderators(deed: Deed) -> bool:
    others = User.objects.holding(Role.MODERATOR).exclude(pk__in=deed.hands)
    return others.exists()
