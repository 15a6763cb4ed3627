"""Posts that nobody has answered, and how often somebody answers within two hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q

from peerhub.accounts.models import Block
from rooms.wall.models import Post, PostQuerySet, Reply
from rooms.wall.states import State

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WAIT = timedelta(hours=2)
LOOKS_BACK = timedelta(days=7)  # an answer after that comes as a surprise; a number of our own
COUNTED = timedelta(days=28)
FEWEST = 20  # fewer posts make no share; a number of our own


def _answers() -> Q:
    """Shown replies of another person who has not left and is not apart from the author.

    Whom the author muted counts: that is theirs alone to know. Deleted and hidden ones do not.
    """
    one = Q(by=OuterRef("author"), whom=OuterRef("post__author"))
    other = Q(by=OuterRef("post__author"), whom=OuterRef("author"))
    shown = Q(state=State.SHOWN, author__is_active=True) & ~Q(author=F("post__author"))
    return shown & ~Q(Exists(Block.objects.filter(one | other)))


def in_silence(posts: PostQuerySet, *, now: datetime) -> PostQuerySet:
    """Those of the last week that others have seen for two hours, and nobody answered."""
    answers = Reply.objects.filter(_answers(), post=OuterRef("pk"))
    return posts.filter(
        ~Exists(answers),
        state=State.SHOWN,
        author__is_active=True,
        posted_at__lte=now - WAIT,
        posted_at__gt=now - LOOKS_BACK,
    )


def unanswered_for(person: User, *, now: datetime) -> PostQuerySet:
    """Those that ``person`` sees on the wall anyway, who waits longest first."""
    posts = in_silence(Post.objects.visible_to(person, now).exclude(author=person), now=now)
    return posts.order_by("posted_at", "pk")


@dataclass(frozen=True)
class Answered:
    """Of so many posts, so many had an answer within two hours."""

    posts: int
    answered: int

    @property
    def of_100(self) -> int | None:
        """The share; None where there are too few to make one."""
        return round(100 * self.answered / self.posts) if self.posts >= FEWEST else None


def answered(*, now: datetime) -> Answered:
    """Of the posts of the last 28 days that others still see and whose two hours are over.

    The two hours run from when others could read a post, and end when they could read an answer.
    """
    in_time = Reply.objects.filter(
        _answers(), post=OuterRef("pk"), posted_at__lte=OuterRef("posted_at") + WAIT
    )
    posts = Post.objects.filter(
        state=State.SHOWN,
        author__is_active=True,
        posted_at__gt=now - COUNTED,
        posted_at__lte=now - WAIT,
    )
    counted = posts.annotate(in_time=Exists(in_time)).aggregate(
        posts=Count("pk"), answered=Count("pk", filter=Q(in_time=True))
    )
    return Answered(**counted)
