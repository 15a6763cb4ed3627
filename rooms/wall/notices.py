"""What people are told about their words on the wall: never what these say, nor who answered."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.blocking import are_apart
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from rooms.wall.models import Post, Reply, WallMute, Written

ANSWERED = Kind(key="rooms.wall_answered", line="Somebody answered what you wrote on the wall.")
LET_OUT = Kind(
    key="rooms.wall_let_out",
    line="A guide has read what you wrote on the wall. Others can see it now. Thank you for writing.",
)
ALL = (ANSWERED, LET_OUT)


def tell_answered(reply: Reply, *, now: datetime) -> None:
    """Tell the author of a post that somebody answered: once a day for each post."""
    post = reply.post
    if post.author_id == reply.author_id or not post.is_shown or _does_not_see(post, reply):
        return
    notifications.schedule(
        post.author,
        kind=ANSWERED.key,
        reference=f"wall:{post.pk}:answered:{now:%Y%m%d}",
        due_at=now,
        url=_address(post),
    )


def tell_let_out(post: Written, *, now: datetime) -> None:
    """Tell its author that others can read it now."""
    _tell(post, LET_OUT, now=now)


def _tell(written: Written, kind: Kind, *, now: datetime) -> None:
    notifications.schedule(
        written.author,
        kind=kind.key,
        reference=f"wall:{type(written).__name__.lower()}:{written.pk}:{kind.key}:{now:%Y%m%d%H%M}",
        due_at=now,
        url=_address(written),
    )


def _does_not_see(post: Post, reply: Reply) -> bool:
    """Whether the author of a post is shown nothing of the one who answered."""
    muted = WallMute.objects.filter(by=post.author_id, whom=reply.author_id)
    return muted.exists() or are_apart(post.author_id, reply.author_id)


def _address(written: Written) -> str:
    name = "rooms:post" if isinstance(written, Post) else "rooms:reply"
    return reverse(name, args=[written.public_id])
