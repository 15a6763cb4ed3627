"""Maya and Wren, who are friends, and what they write to each other."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from rooms.friends.models import Friendship
from rooms.letters import actions
from rooms.letters.actions import Written
from tests.cast import NOON
from tests.rooms.friends.conftest import Befriend, befriend, wren

__all__ = ["befriend", "wren"]
DANGER = "I have the pills in front of me and I am going to kill myself tonight."
HEAVY = "I feel so hopeless."

Write = Callable[..., Written]


@pytest.fixture
def friends(maya: User, wren: User, befriend: Befriend) -> Friendship:
    return befriend(maya, wren)


@pytest.fixture
def write(friends: Friendship) -> Write:
    """Writes to the other one."""

    def say(by: User, words: str, *, now: datetime = NOON, **given: Any) -> Written:
        given.setdefault("client_id", uuid4())
        return actions.write(friends, words, by=by, now=now, **given)

    return say
