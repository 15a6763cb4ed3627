"""Maya and Wren, two members; Wren lets people ask."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from peerhub.accounts.models import User
from rooms.friends import actions, ways
from rooms.friends.models import Friendship
from tests.cast import NOON
from tests.conftest import Person

DAY = timedelta(days=1)
Befriend = Callable[[User, User], Friendship]


@pytest.fixture
def wren(person: Person) -> User:
    """Wren, a member who lets people ask."""
    wren = person("Wren")
    actions.take_asks(wren, on=True, now=NOON)
    return wren


@pytest.fixture
def befriend() -> Befriend:
    """Makes two members friends, the real way."""

    def make(asker: User, asked: User) -> Friendship:
        actions.take_asks(asked, on=True, now=NOON)
        return actions.accept(actions.ask(asked, by=asker, now=NOON), by=asked, now=NOON)

    return make


@pytest.fixture
def way_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[User], str]:
    """Something that a person wrote, and where one asks from it."""

    def make(author: User) -> str:
        monkeypatch.setitem(ways._ways, "tests", lambda _reader, _thing, _now: author)
        return "/friends/ask/tests/1/"

    return make
