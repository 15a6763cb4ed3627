"""Whether somebody can write to somebody now, and why not. Asked anew each time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from rooms.friends.reading import are_friends
from rooms.letters.models import FriendLetter, LettersQuiet

NEW = timedelta(days=7)  # so long an account is new; numbers of our own
A_DAY_NEW, A_DAY = 20, 200  # messages within 24 hours, to all friends together
SAID_FROM = 10  # left of them: from here on the page says how many


class Why(Enum):
    """Why somebody cannot write; what became of the other one is told to nobody."""

    RESTS = "rests"  # no friends any more, a block, a closed account: the same words for all
    QUIET = "quiet"  # our team asked them to pause
    ENOUGH = "enough"  # as much as a day holds


@dataclass(frozen=True)
class Standing:
    """Whether somebody may write, and how much."""

    why: Why | None = None
    left: int | None = None
    quiet: LettersQuiet | None = None

    @property
    def may_write(self) -> bool:
        """Whether words are taken now."""
        return self.why is None

    @property
    def said_left(self) -> int | None:
        """How many are left, where the page says it."""
        return self.left if self.left is not None and self.left <= SAID_FROM else None


def standing_of(person: User, other: User, *, now: datetime) -> Standing:
    """How ``person`` stands towards writing to ``other`` at ``now``."""
    if not can_reach(person, other):
        return Standing(Why.RESTS)
    quiet = LettersQuiet.objects.active(person.pk, now=now).first()
    if quiet is not None:
        return Standing(Why.QUIET, quiet=quiet)
    most = A_DAY_NEW if now < person.joined_at + NEW else A_DAY
    today = FriendLetter.objects.filter(author=person, at__gt=now - timedelta(days=1)).count()
    left = max(0, most - today)
    return Standing(None if left else Why.ENOUGH, left)


def can_reach(person: User, other: User) -> bool:
    """Whether words of one can reach the other at all: they are friends, and neither blocked."""
    if not (person.is_active and other.is_active):
        return False
    return are_friends(person.pk, other.pk) and not are_apart(person.pk, other.pk)
