"""Rooms, and people who are in them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.actions import Posted
from rooms.live.models import Room
from rooms.masks import names
from rooms.masks.models import Mask
from tests.cast import NOON

Enter = Callable[..., Mask]
Say = Callable[..., Posted]


@pytest.fixture
def loss(db: None) -> Room:
    """An open room."""
    return actions.open_room(
        name="After a loss", purpose="For anyone who misses someone.", by=None, now=NOON
    )


@pytest.fixture
def nights(db: None) -> Room:
    """Another open room."""
    return actions.open_room(
        name="Bad nights", purpose="When sleep does not come.", by=None, now=NOON
    )


@pytest.fixture
def enter() -> Enter:
    """Puts somebody into a room."""

    def go(person: User, room: Room, name: str = "") -> Mask:
        return actions.enter(room=room, person=person, name=name or names.draw(), now=NOON)

    return go


@pytest.fixture
def say() -> Say:
    """Says something in a room."""

    def speak(person: User, room: Room, body: str, **given: Any) -> Posted:
        given.setdefault("client_id", uuid4())
        given.setdefault("now", NOON)
        return actions.post_message(room=room, person=person, body=body, **given)

    return speak
