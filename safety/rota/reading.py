"""How the rota stands: who is on, who comes next, where nobody is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from safety.rota.models import OnCallQuerySet, Shift
from safety.rota.states import ROLES, Post

DAY = timedelta(days=1)
KEPT = timedelta(days=14)  # a post without a shift around now, this far ahead, is not kept


@dataclass(frozen=True)
class Gap:
    """A shift that nobody has taken; ``alone``: nobody else is at the post for all of it."""

    shift: Shift
    alone: bool


def on_shift(posts: Collection[Post], *, now: datetime) -> list[User]:
    """Who is on for one of ``posts``."""
    return _people(Shift.objects.on(now=now).filter(post__in=posts))


def on_shift_or_all(post: Post, *, now: datetime) -> list[User]:
    """Who is on for ``post``; where nobody is, all who have its role."""
    return on_shift([post], now=now) or list(User.objects.holding(ROLES[post]).order_by("pk"))


def next_on(posts: Collection[Post], *, now: datetime) -> list[User]:
    """Whose shift begins next for one of ``posts``, within a day, and who is not on now."""
    coming = Shift.objects.standing().filter(
        post__in=posts, starts_at__gt=now, starts_at__lt=now + DAY, person__is_active=True
    )
    here = on_shift(posts, now=now)
    coming = coming.exclude(person__in=here)
    first = coming.in_order().first()
    return _people(coming.filter(starts_at=first.starts_at)) if first is not None else []


def kept(*, now: datetime) -> frozenset[Post]:
    """The posts that the rota keeps these days."""
    around = Shift.objects.standing().touching(now - DAY, now + KEPT)
    return frozenset(Post(post) for post in around.values_list("post", flat=True).distinct())


def shift_of(person: User, *, now: datetime) -> Shift | None:
    """The shift that ``person`` is on; two never overlap."""
    return Shift.objects.on(now=now).filter(person=person).first()


def is_anyone_on(now: datetime) -> bool | None:
    """Whether somebody who answers is on; None: nobody keeps shifts of moderators here."""
    if Post.MODERATOR not in kept(now=now):
        return None
    return Shift.objects.on(now=now).exists()


def gaps(shifts: Sequence[Shift]) -> list[Gap]:
    """The open ones of ``shifts``, which are all that are planned for a time, in their order."""
    taken = [shift for shift in shifts if shift.person_id is not None]
    return [
        Gap(shift, alone=not _covered(shift, taken)) for shift in shifts if shift.person_id is None
    ]


def planned(*, now: datetime, within: timedelta) -> list[Shift]:
    """All shifts that are not over and begin ``within`` a time, the next one first."""
    coming = Shift.objects.standing().touching(now, now + within).select_related("person")
    return list(coming.in_order())


def _covered(shift: Shift, taken: Sequence[Shift]) -> bool:
    """Whether somebody is at the post for the whole of an open shift."""
    at = shift.starts_at
    for other in sorted(taken, key=lambda each: each.starts_at):
        if other.post == shift.post and other.starts_at <= at < other.ends_at:
            at = other.ends_at
    return at >= shift.ends_at


def _people(shifts: OnCallQuerySet) -> list[User]:
    """Those of ``shifts``; whoever left or is paused sits on none, whatever the plan says."""
    here = User.objects.filter(shifts__in=shifts, is_active=True)
    return list(here.order_by("pk").distinct())
