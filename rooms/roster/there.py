"""Who is there for others at an instant: specialists on shift, and moderators where none is."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor
from peerhub.accounts.roles import Role
from rooms.roster.models import Shift
from safety.rota.reading import on_shift
from safety.rota.states import Post

moderates = any_of(is_moderator, is_supervisor)
may_be_there = any_of(is_specialist, moderates)


def guides_there(*, now: datetime) -> list[User]:
    """Specialists who sit in a room on a shift."""
    hosts = Shift.objects.current(now=now).hosts()
    return list(User.objects.holding(Role.SPECIALIST).filter(pk__in=hosts).order_by("pk"))


def moderators_there(*, now: datetime) -> list[User]:
    """Moderators whose shift of the rota runs."""
    return on_shift([Post.MODERATOR], now=now)


def who_answers(*, now: datetime, apart: frozenset[int] = frozenset()) -> list[User]:
    """Guides who are there and not ``apart``; where there is none, moderators on duty."""
    here = [person for person in guides_there(now=now) if person.pk not in apart]
    return here or [person for person in moderators_there(now=now) if person.pk not in apart]


def who_moderates(*, now: datetime, apart: frozenset[int]) -> list[User]:
    """Moderators on duty who are not ``apart``; where there is none, all others, then supervisors."""
    for people in (
        moderators_there(now=now),
        User.objects.holding(Role.MODERATOR).order_by("pk"),
        User.objects.holding(Role.SUPERVISOR).order_by("pk"),
    ):
        if here := [person for person in people if person.pk not in apart]:
            return here
    return []
