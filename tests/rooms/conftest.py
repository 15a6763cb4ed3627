"""Rooms, and people who are in them."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.actions import Posted
from rooms.live.models import Room
from rooms.masks import names
from rooms.masks.models import Mask
from tests.cast import NOON

Enter = Callable[..., Mask]
Say = Callable[..., Posted]


LEFT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session", autouse=True)
def connections_of_socket_threads_end(
    django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """channels.testing keeps the connections of its threads; the database could not be dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(LEFT)


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
