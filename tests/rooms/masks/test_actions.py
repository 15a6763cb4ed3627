import pytest
from django.test import Client

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.models import Room
from rooms.masks import actions as masks
from rooms.masks import names
from rooms.masks.models import Mask
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say


def test_entering_twice_keeps_the_mask(maya: User, loss: Room, enter: Enter) -> None:
    first = enter(maya, loss)

    again = enter(maya, loss, "Another Name")

    assert (again.pk, again.name) == (first.pk, first.name)


def test_a_name_belongs_to_one_person_of_a_room(
    maya: User, noor: User, loss: Room, enter: Enter
) -> None:
    enter(maya, loss, "Blue Heron")

    with pytest.raises(masks.NameTaken):
        enter(noor, loss, "Blue Heron")


def test_a_proposal_is_nobodys_handle(
    person: object, maya: User, loss: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter(["Maya", "Blue Heron"])
    monkeypatch.setattr(names, "draw", lambda: next(drawn))

    assert masks.propose(loss) == "Blue Heron"


def test_the_name_may_change_until_something_is_said(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    mask = enter(maya, loss, "Blue Heron")

    actions.change_name(mask, name="Quiet Fern", now=NOON)
    say(maya, loss, "Hello")

    with pytest.raises(actions.AlreadySpoken):
        actions.change_name(mask, name="Amber Owl", now=NOON)
    assert Mask.objects.get().name == "Quiet Fern"


def test_a_host_is_there_under_their_own_handle(sam: User, loss: Room, enter: Enter) -> None:
    actions.appoint_host(room=loss, person=sam, by=None, now=NOON)

    assert enter(sam, loss, "Blue Heron").name == "Sam"


def test_nobody_becomes_host_where_they_are_known_under_a_mask(
    sam: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(sam, loss, "Blue Heron")
    say(sam, loss, "I lost my brother.")

    with pytest.raises(actions.AlreadySpoken):
        actions.appoint_host(room=loss, person=sam, by=None, now=NOON)


def test_two_rooms_share_nothing_of_a_person(
    maya: User, noor: User, loss: Room, nights: Room, enter: Enter, say: Say, client_of: object
) -> None:
    for room in (loss, nights):
        enter(maya, room)
        enter(noor, room)
        say(maya, room, f"Good evening from {room.name}.")
    assert callable(client_of)
    reader: Client = client_of(noor)

    seen = [
        reader.get(f"/r/{room.public_id}/messages/?after=0").json()["events"][0]
        for room in (loss, nights)
    ]

    # Everything else is the same for anybody: a place, the minute, what the message is like.
    telling = [{key: one[key] for key in ("mask", "name", "body")} for one in seen]
    assert set(telling[0].values()).isdisjoint(telling[1].values())
    assert Mask.objects.filter(person=maya).values("public_id").distinct().count() == 2


def test_pages_and_answers_never_name_the_person(
    maya: User, noor: User, loss: Room, enter: Enter, say: Say, client_of: object
) -> None:
    enter(maya, loss)
    enter(noor, loss)
    say(maya, loss, "It is quiet tonight.")
    assert callable(client_of)
    reader: Client = client_of(noor)

    for url in (f"/r/{loss.public_id}/", f"/r/{loss.public_id}/messages/?after=0", "/rooms/"):
        words = reader.get(url).content.decode()
        assert "Maya" not in words
        assert "maya@people.example" not in words
