"""What the pages of the wall have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from peerhub.accounts.requests import PersonRequest
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form
from rooms.wall.models import Post, Reply, TopicFollow
from rooms.wall.models.eyes import topics_of
from rooms.wall.reading import post_for, reply_for
from safety.resources.find import help_for

HELP = "wall_help"  # in the session: the next page of the wall shows where help is
WAITS = "Thank you. A guide reads this first, usually within 2 hours. You can change or delete it."
HELD = "Thank you. Others see it once a person from our team has read it."


def found_post(request: PersonRequest, public_id: str) -> Post:
    """A post that the reader may see.

    Raises:
        Http404: there is none.
    """
    post = post_for(request.user, public_id, now=timezone.now())
    if post is None:
        raise Http404
    return post


def found(
    request: PersonRequest, public_id: str, of: str, *, past_turning: bool = False
) -> Post | Reply:
    """A post or a reply (``of``) that the reader may see.

    ``past_turning``: also where one of the two turned from the other.

    Raises:
        Http404: there is none.
    """
    look = post_for if of == "post" else reply_for
    written: Post | Reply | None = look(
        request.user, public_id, now=timezone.now(), past_turning=past_turning
    )
    if written is None:
        raise Http404
    return written


def address(written: Post | Reply) -> str:
    """The page of a post, or of a reply."""
    name = "rooms:post" if isinstance(written, Post) else "rooms:reply"
    return reverse(name, args=[written.public_id])


def post_address(written: Post | Reply) -> str:
    """The page of a post, or the place of a reply under its post."""
    if isinstance(written, Post):
        return address(written)
    return f"{address(written.post)}#r-{written.public_id}"


def near_topics(request: PersonRequest, *more: Topic) -> Sequence[Topic]:
    """Topics that are offered first: the reader's own, what they follow, and ``more``."""
    follows = TopicFollow.objects.filter(person=request.user)
    mine = Topic.objects.active().filter(pk__in=topics_of(request.user.pk))
    followed = Topic.objects.active().filter(pk__in=follows.values("topic"))
    every = {topic.code: topic for topic in (*more, *mine, *followed)}
    return list(every.values())


def go(request: PersonRequest, to: str, *, show_help: bool) -> HttpResponse:
    """Go on; whoever may be in danger reads there where help is."""
    if show_help:
        request.session[HELP] = True
    return redirect(to)


def help_context(request: PersonRequest, *, heavy: bool = False) -> Mapping[str, Any]:
    """Where help is, for whoever just wrote something heavy."""
    told = request.session.pop(HELP, False)
    return {"help": help_for(request.user) if heavy or told else None}


def why_not(form: Form) -> int:
    """The status of a page with a form that was not taken."""
    return 422 if form.is_bound else 200
