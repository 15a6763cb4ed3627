"""What people do with posts of others, for themselves: nobody is told, and nothing is counted."""

from datetime import datetime
from typing import Any

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.not_today import tomorrow_of
from peerhub.topics.models import Topic
from rooms.kindness import Kindness
from rooms.wall.actions.refusals import NotThere
from rooms.wall.models import Post, PostReaction, PutAway, SavedPost, TopicFollow, WallMute
from rooms.wall.states import State


@transaction.atomic
def react(post: Post, kind: Kindness, *, by: User, on: bool, now: datetime) -> None:
    """Answer a post of somebody else with one of six kind words, or take it back.

    Only its author learns that somebody felt so.

    Raises:
        NotThere: they do not see it, or it is their own.
    """
    seen = Post.objects.visible_to(by, now).filter(pk=post.pk, state=State.SHOWN)
    if not seen.exclude(author=by).exists():
        raise NotThere("We could not find that post.")
    if on:
        PostReaction.objects.get_or_create(post=post, person=by, kind=kind)
    else:
        PostReaction.objects.filter(post=post, person=by, kind=kind).delete()


def save(post: Post, *, by: User, on: bool, now: datetime) -> None:
    """Keep a post for oneself, or no longer; it can be lost again when its author deletes it."""
    if on:
        SavedPost.objects.get_or_create(post=post, person=by, defaults={"saved_at": now})
    else:
        SavedPost.objects.filter(post=post, person=by).delete()


def follow(topic: Topic, *, by: User, on: bool, now: datetime) -> None:
    """Want to read more about a topic, or no longer."""
    if on:
        TopicFollow.objects.get_or_create(topic=topic, person=by, defaults={"since": now})
    else:
        TopicFollow.objects.filter(topic=topic, person=by).delete()


def put_away(what: Post | Topic, *, by: User, now: datetime) -> None:
    """Leave a post, or all about a topic, out of one's lists until tomorrow, on one's own clock."""
    until = tomorrow_of(by, now=now)
    PutAway.objects.update_or_create(person=by, **_which(what), defaults={"until": until})


def bring_back(what: Post | Topic, *, by: User) -> None:
    """Let it stand in one's lists again."""
    PutAway.objects.filter(person=by, **_which(what)).delete()


def _which(what: Post | Topic) -> dict[str, Any]:
    return {"post" if isinstance(what, Post) else "topic": what}


def mute(whom: User, *, by: User, now: datetime) -> None:
    """See nothing any more of what somebody writes on the wall; they never know."""
    if whom.pk != by.pk:
        WallMute.objects.get_or_create(by=by, whom=whom, defaults={"since": now})


def unmute(whom: User, *, by: User) -> None:
    """See it again."""
    WallMute.objects.filter(by=by, whom=whom).delete()
