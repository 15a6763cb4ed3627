"""Posts and replies, written by the real actions."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from rooms.wall import actions, policies
from rooms.wall.models import Post, Reply
from tests.cast import NOON

Put = Callable[..., Post]
Answer = Callable[..., Reply]


@pytest.fixture
def put(settings, monkeypatch) -> Put:
    """Puts a post on the wall; nobody reads first posts or drawings before others, and nobody counts them."""
    settings.WALL_FIRST_POSTS, settings.WALL_DRAWINGS_FIRST = 0, False
    monkeypatch.setattr(policies, "POSTS_OF_NEW", 100)
    monkeypatch.setattr(policies, "REPLIES_OF_NEW", 100)

    def make(by: User, words: str = "The kettle sings.", *, now=NOON, **more):
        new = actions.NewPost(words=words, client_id=more.pop("client_id", uuid4()), **more)
        return actions.post(new, by=by, now=now).written

    return make


@pytest.fixture
def answer() -> Answer:
    """Answers a post."""

    def make(to: Post, by: User, words: str = "I hear you.", *, now=NOON, **more):
        new = actions.NewReply(words=words, client_id=more.pop("client_id", uuid4()), **more)
        return actions.reply(to, new, by=by, now=now).written

    return make
