"""Who is there as a guide, and for whom the page of those who wait is."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.accounts.policies import any_of, is_moderator, is_specialist, is_supervisor
from rooms.guide.models import HOLDS, GuideAsk
from rooms.roster.models import Shift
from safety.rota.reading import on_shift
from safety.rota.states import Post

may_open = any_of(is_specialist, is_moderator, is_supervisor)
moderates = any_of(is_moderator, is_supervisor)


def guides_there(*, now: datetime) -> list[User]:
    """Specialists who sit in a room on a shift."""
    hosts = User.objects.filter(pk__in=Shift.objects.current(now=now).hosts(), is_active=True)
    return [person for person in hosts.order_by("pk") if is_specialist(person)]


def all_there(*, now: datetime) -> list[User]:
    """Guides, and moderators whose shift runs."""
    return [*guides_there(now=now), *on_shift([Post.MODERATOR], now=now)]


def who_answers(apart: frozenset[int], *, now: datetime) -> list[User]:
    """Guides who are there and not ``apart``; where there is none, moderators on duty."""
    here = [person for person in guides_there(now=now) if person.pk not in apart]
    return here or [
        person for person in on_shift([Post.MODERATOR], now=now) if person.pk not in apart
    ]


def may_take(ask: GuideAsk, person: User, there: frozenset[int], *, now: datetime) -> bool:
    """Whether it waits for ``person``, who is not apart from its member."""
    if ask.closed_at is not None or ask.waits_since is None or ask.member_id == person.pk:
        return False
    if moderates(person) and ask.is_late(now=now):
        return True
    is_held = ask.guide_id in there or (ask.taken_at is not None and now < ask.taken_at + HOLDS)
    return person.pk in there and not (ask.guide_id is not None and is_held)
