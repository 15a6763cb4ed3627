"""Who is there to take an ask, and who may."""

from datetime import datetime

from peerhub.accounts.models import User
from rooms.guide.models import GuideAsk
from rooms.roster.there import guides_there, moderates, moderators_there


def all_there(*, now: datetime) -> list[User]:
    """Guides, and moderators whose shift runs."""
    return [*guides_there(now=now), *moderators_there(now=now)]


def may_take(ask: GuideAsk, person: User, there: frozenset[int], *, now: datetime) -> bool:
    """Whether it waits for ``person``, who is not apart from its member."""
    if ask.closed_at is not None or not ask.waits_for_words or ask.member_id == person.pk:
        return False
    if ask.is_held(now=now):
        return False
    if moderates(person) and ask.is_late(now=now):
        return True
    return person.pk in there and ask.guide_id not in there
