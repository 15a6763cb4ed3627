"""Who looks at an appeal, and who is another one than whoever decided first."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_supervisor
from peerhub.accounts.roles import Role
from safety.deeds.models import Deed


def for_a_supervisor(deeds: Sequence[Deed], *, now: datetime) -> list[Deed]:
    """Those that are late, or where no other moderator is there who could decide."""
    if not deeds:
        return []
    moderators = set(User.objects.holding(Role.MODERATOR).values_list("pk", flat=True))
    return [deed for deed in deeds if deed.is_late(now=now) or not moderators - set(deed.hands)]


def waiting_for(person: User, *, now: datetime) -> Sequence[Deed]:
    """What counts as work of this person: a moderator's all, a supervisor's what falls to them."""
    waiting = list(Deed.objects.to_decide(person))
    if not is_supervisor(person) or Role.MODERATOR in person.roles:
        return waiting
    return for_a_supervisor(waiting, now=now)
