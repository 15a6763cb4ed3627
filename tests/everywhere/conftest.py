"""The scene of these tests."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.wall import policies
from tests.conftest import Person
from tests.everywhere.states import STATES
from tests.everywhere.world import World, build


@pytest.fixture
def world(
    person: Person, ines: User, vocabulary: None, monkeypatch: pytest.MonkeyPatch,
    settings: pytest.FixtureRequest,
) -> World:  # fmt: skip
    settings.WALL_FIRST_POSTS = 0  # type: ignore[attr-defined]
    for bound in ("POSTS_OF_NEW", "REPLIES_OF_NEW"):
        monkeypatch.setattr(policies, bound, 100)
    return build(person, ines, now=timezone.now())


def after(world: World, state: str) -> AbstractContextManager[None]:
    """As if they had parted like this; taken back at the end, so that one scene serves all."""

    @contextmanager
    def parted() -> Iterator[None]:
        with transaction.atomic():
            if state:
                STATES[state](world)
            yield
            transaction.set_rollback(True)

    return parted()
