"""What people are told about their words on the wall: never what these say, nor who answered."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.blocking import are_apart
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from rooms.wall.models import Post, Reply, WallMute, WallSilence, Written

ANSWERED = Kind(key="rooms.wall_answered", line="Somebody answered what you wrote on the wall.")
LET_OUT = Kind(
    key="rooms.wall_let_out",
    line="A guide has read what you wrote on the wall. Others can see it now. Thank you for writing.",
)
KEPT = Kind(
    key="rooms.wall_kept",
    line="Thank you for writing on the wall. Somebody from our team has read it, and others do not"
    " see it. Open it to read what you can change.",
)
HIDDEN = Kind(
    key="rooms.wall_hidden",
    line="A moderator hid something you wrote on the wall. Open it to read what you can change.",
)
SILENCED = Kind(
    key="rooms.wall_silenced",
    line="A moderator asked you to read the wall and not to write there until {until}. They say:"
    " {reason}",
)
ALL = (ANSWERED, LET_OUT, KEPT, HIDDEN, SILENCED)


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


def tell_kept(written: Written, *, now: datetime) -> None:
    """Thank its author, and say where they read what to change."""
    _tell(written, KEPT, now=now)


def tell_hidden(written: Written, *, now: datetime) -> None:
    """Tell its author that nobody sees it any more."""
    _tell(written, HIDDEN, now=now)


def tell_silenced(silence: WallSilence, *, now: datetime) -> None:
    """Tell somebody until when, and why, in the moderator's words."""
    notifications.schedule(
        silence.person,
        kind=SILENCED.key,
        reference=f"wall:silence:{silence.pk}",
        due_at=now,
        url=reverse("rooms:wall"),
        context={
            "until": in_words(silence.until, "full", silence.person.zone),
            "reason": silence.reason,
        },
    )


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
