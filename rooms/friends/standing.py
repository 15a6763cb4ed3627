"""Whether one person can ask another to be friends now, and why not. Asked anew each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from peerhub.accounts.models import User
from rooms.friends.models import RESTS, WAITS, Friendship, TakesAsks
from rooms.friends.policies import may_have_friends
from rooms.friends.reading import are_friends

NEW = timedelta(days=7)  # so long an account is new; a number of our own
A_DAY_NEW, A_DAY = 2, 10  # asks within 24 hours


class Why(Enum):
    """Why somebody cannot ask."""

    NOT_YOU = "not_you"  # who asks works here
    FRIENDS = "friends"
    CLOSED = "closed"  # nobody can ask them; the same words for all reasons
    ASKED = "asked"  # already, and it may have been answered with a no
    LATER = "later"  # asked once, or friends once
    ENOUGH = "enough"  # as many as a day holds


@dataclass(frozen=True)
class AskStanding:
    """``theirs``: they asked first, and asking them says yes. ``again_at``: when one can ask again."""

    why: Why | None = None
    theirs: Friendship | None = None
    mine: Friendship | None = None
    again_at: datetime | None = None


def standing_of(asker: User, asked: User, *, now: datetime) -> AskStanding:
    """How one person stands towards asking another at ``now``."""
    if not may_have_friends(asker):
        return AskStanding(Why.NOT_YOU)
    if are_friends(asker.pk, asked.pk):
        return AskStanding(Why.FRIENDS)
    theirs = Friendship.objects.waiting(now=now).filter(asker=asked, asked=asker).first()
    if theirs is not None:
        return AskStanding(theirs=theirs)
    before = _before(asker, asked, now=now)
    if before is not None:
        return before
    if not (may_have_friends(asked) and TakesAsks.objects.filter(person=asked).exists()):
        return AskStanding(Why.CLOSED)
    lately = Friendship.objects.filter(asker=asker, asked_at__gt=now - timedelta(days=1)).count()
    is_new = now < asker.joined_at + NEW
    return AskStanding(Why.ENOUGH if lately >= (A_DAY_NEW if is_new else A_DAY) else None)


def _before(asker: User, asked: User, *, now: datetime) -> AskStanding | None:
    """What stands in the way of what the two had before.

    Nothing in it depends on whether the other one said no.
    """
    mine = Friendship.objects.filter(asker=asker, asked=asked, accepted_at=None)
    last = mine.order_by("-asked_at", "-pk").first()
    if last is not None and now < (again_at := last.asked_at + WAITS + RESTS):
        is_kept = now < last.asked_at + WAITS and last.ended_by_id != asker.pk
        return AskStanding(Why.ASKED if is_kept else Why.LATER, mine=last, again_at=again_at)
    ended = Friendship.objects.over().between(asker.pk, asked.pk).exclude(ended_by=asker)
    over = ended.order_by("-ended_at", "-pk").first()
    if over is not None and over.ended_at and now < over.ended_at + RESTS:
        return AskStanding(Why.LATER, again_at=over.ended_at + RESTS)
    return None
