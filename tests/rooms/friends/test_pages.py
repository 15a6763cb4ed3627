"""The page of friends, and the ways to it: what is not one's own is not there."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from peerhub.accounts import blocking
from peerhub.accounts.models import User
from rooms.friends import actions
from rooms.friends.models import Friendship, TakesAsks
from rooms.friends.reading import are_friends
from tests.cast import NOON
from tests.conftest import Person
from tests.rooms.friends.conftest import Befriend

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
WayTo = Callable[[User], str]


def test_asks_are_off_until_somebody_switches_them_on(maya: User, client_of: ClientOf) -> None:
    browser = client_of(maya)
    assert "Nobody can ask you to be friends." in browser.get("/friends/").content.decode()
    browser.post("/friends/", {"asks": "on"})
    assert TakesAsks.objects.filter(person=maya).count() == 1
    browser.post("/friends/", {"asks": "off"})
    assert not TakesAsks.objects.exists()


def test_one_asks_from_what_somebody_wrote_and_they_say_yes(
    maya: User, wren: User, client_of: ClientOf, way_to: WayTo
) -> None:
    hers, theirs, way = client_of(maya), client_of(wren), way_to(wren)
    assert "Ask Wren to be friends?" in hers.get(way).content.decode()
    hers.post(way)
    assert "You asked. If they say yes, we tell you." in hers.get(way).content.decode()
    asked = Friendship.objects.get()
    assert "They ask to be friends" in theirs.get("/friends/").content.decode()
    theirs.post(f"/friends/{asked.public_id}/answer/", {"answer": "yes"})
    assert f"/friends/{asked.public_id}/" in hers.get("/friends/").content.decode()
    hers.post(f"/friends/{asked.public_id}/end/")
    assert not are_friends(maya.pk, wren.pk)


def test_a_way_to_nobody_to_oneself_and_to_somebody_apart_is_none(
    maya: User, wren: User, client_of: ClientOf, way_to: WayTo
) -> None:
    browser = client_of(maya)
    blocking.block(maya, by=wren, now=NOON)
    found = [browser.get("/friends/ask/nothing/1/").status_code]
    found += [browser.get(way_to(whom)).status_code for whom in (maya, wren)]
    found += [browser.post(way_to(wren)).status_code]
    assert found == [404, 404, 404, 404]


def test_a_stranger_finds_nothing_of_an_ask(
    maya: User, wren: User, noor: User, client_of: ClientOf
) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    browser = client_of(noor)
    for path in ("answer/", "end/", "block/"):
        for key in (asked.public_id, uuid4()):
            address = f"/friends/{key}/{path}"
            assert browser.post(address, {"answer": "yes"}).status_code == 404, path
    assert client_of(wren).get(f"/friends/{asked.public_id}/").status_code == 404
    assert seen_nobody(browser)


def seen_nobody(browser: Client) -> bool:
    page = browser.get("/friends/").content.decode()
    return "Maya" not in page and "Wren" not in page


def test_blocking_whoever_asks_ends_the_ask(maya: User, wren: User, client_of: ClientOf) -> None:
    asked = actions.ask(wren, by=maya, now=NOON)
    browser = client_of(wren)
    assert "Block Maya?" in browser.get(f"/friends/{asked.public_id}/block/").content.decode()
    told = browser.post(f"/friends/{asked.public_id}/block/", follow=True).content.decode()
    assert "You blocked Maya. They are not told." in told
    assert "Maya" not in browser.get("/friends/").content.decode()
    asked.refresh_from_db()
    assert asked.ended_by == wren


def test_one_friend_and_many_cost_the_same_queries(
    maya: User, person: Person, befriend: Befriend, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            browser.get("/friends/")
        return len(found)

    befriend(person("First"), maya)
    one = queries()
    for number in range(8):
        befriend(person(f"Friend {number}"), maya)
    assert queries() == one
