"""Rooms, and people who are in them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.actions import Posted
from rooms.live.models import Room
from rooms.masks import names
from rooms.masks.models import Mask
from rooms.roster.models import Shift
from tests.cast import NOON

Enter = Callable[..., Mask]
Say = Callable[..., Posted]


def staffed(room: Room, host: User) -> Shift:
    """Let ``host`` sit in ``room``, whatever the clock says."""
    ever = timedelta(days=3650)
    return Shift.objects.create(
        room=room,
        host=host,
        starts_at=NOON - ever,
        ends_at=NOON + ever,
        began=True,
        seen_at=NOON + ever,
    )


@pytest.fixture
def loss(db: None, person: Callable[..., User]) -> Room:
    """An open room, with somebody on shift."""
    room = actions.open_room(
        name="After a loss", purpose="For anyone who misses someone.", by=None, now=NOON
    )
    staffed(room, person("Evening Watch"))
    return room


@pytest.fixture
def nights(db: None, person: Callable[..., User]) -> Room:
    """Another open room, with somebody else on shift."""
    room = actions.open_room(
        name="Bad nights", purpose="When sleep does not come.", by=None, now=NOON
    )
    staffed(room, person("Night Watch"))
    return room


def free_name(room: Room) -> str:
    """One that nobody there has: by chance two draw the same."""
    taken = set(Mask.objects.filter(room=room).values_list("name", flat=True))
    return next(name for name in iter(names.draw, "") if name not in taken)


@pytest.fixture
def enter() -> Enter:
    """Puts somebody into a room."""

    def go(person: User, room: Room, name: str = "") -> Mask:
        return actions.enter(room=room, person=person, name=name or free_name(room), now=NOON)

    return go


@pytest.fixture
def say() -> Say:
    """Says something in a room."""

    def speak(person: User, room: Room, body: str, **given: Any) -> Posted:
        given.setdefault("client_id", uuid4())
        given.setdefault("now", NOON)
        return actions.post_message(room=room, person=person, body=body, **given)

    return speak
