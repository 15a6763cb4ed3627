"""A small room is small whichever way one comes in."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.bounds.models import Bound
from rooms.live import actions
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from rooms.seats import actions as seats
from rooms.seats.models import Seat
from tests.cast import NOON
from tests.rooms.conftest import Enter, staffed

ClientOf = Callable[[User], Client]
Person = Callable[..., User]


@pytest.fixture
def small(db: None, person: Person, maya: User, noor: User, enter: Enter) -> Room:
    """A room for two, with Noor and another in it; Maya wears a mask and has no seat."""
    room = actions.open_room(name="Two chairs", purpose="…", by=None, now=NOON, size=2)
    staffed(room, person("Evening Watch"))
    other = person("Early Bird")
    for one in (noor, other):
        enter(one, room)
        assert seats.take(room, one, now=timezone.now())
    enter(maya, room)
    return room


def test_who_has_no_seat_reads_nothing_and_says_nothing(
    small: Room, maya: User, noor: User, client_of: ClientOf
) -> None:
    base, browser = f"/r/{small.public_id}/", client_of(maya)
    actions.post_message(
        room=small, person=noor, body="Just us two.", client_id=uuid4(), now=timezone.now()
    )

    asked = {
        "messages": browser.get(base + "messages/?after=0").status_code,
        "search": browser.post(base + "search/", {"q": "us"}).status_code,
        "react": browser.post(base + "m/1/react/", {"kind": "heart", "on": "1"}).status_code,
    }
    said = browser.post(base, {"body": "Let me in.", "client_id": str(uuid4())})

    assert asked == {"messages": 404, "search": 404, "react": 404}
    assert said.status_code == 409
    assert "All places in this small room are taken" in said.content.decode()
    assert "Let me in." in said.content.decode()
    assert Message.objects.count() == 1
    assert client_of(noor).get(base + "messages/?after=0").json()["last"] == 1


def test_a_break_keeps_the_seat_for_a_quarter_of_an_hour(
    small: Room, noor: User, client_of: ClientOf
) -> None:
    page = client_of(noor).get(f"/r/{small.public_id}/break/").content.decode()
    now = timezone.now()

    assert "Your place in the room is kept for 15 minutes." in page
    seats.keep(small, [noor.pk], now=now)  # a heartbeat of a socket that just closes
    assert seats.seated(small, [noor.pk], now=now + timedelta(minutes=14)) == {noor.pk}
    assert seats.seated(small, [noor.pk], now=now + timedelta(minutes=16)) == set()


def test_leaving_from_the_break_frees_the_seat(
    small: Room, noor: User, client_of: ClientOf
) -> None:
    browser = client_of(noor)
    assert b'action="/r/%s/leave/"' % small.public_id.encode() in (
        browser.get(f"/r/{small.public_id}/break/").content
    )

    browser.post(f"/r/{small.public_id}/leave/")

    assert not Seat.objects.filter(person=noor).exists()


def test_who_was_asked_to_leave_does_not_stand_in_line(
    small: Room, maya: User, sam: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    Bound.objects.create(
        mask=Mask.objects.get(person=maya), kind="removed", reason="…", set_at=now, set_by=sam,
        until=now + timedelta(hours=1),
    )  # fmt: skip
    browser, address = client_of(maya), f"/r/{small.public_id}/line/"

    assert browser.get(address).status_code == 404
    assert browser.post(address, {"do": "enter"}).status_code == 404


def test_who_was_there_a_while_ago_and_finds_a_free_seat_goes_on(
    small: Room, noor: User, client_of: ClientOf
) -> None:
    """Without script nothing tells that one is still there, and reading takes longer than a seat."""
    browser, base = client_of(noor), f"/r/{small.public_id}/"
    Seat.objects.update(seen_at=timezone.now() - timedelta(minutes=5))

    assert browser.get(base + "search/").status_code == 200
    assert browser.get(base + "messages/?after=0").status_code == 200
    assert Seat.objects.taken(now=timezone.now()).filter(person=noor).exists()


def test_what_was_said_in_a_closed_small_room_can_still_be_searched(
    small: Room, noor: User, ines: User, client_of: ClientOf
) -> None:
    actions.post_message(
        room=small, person=noor, body="Just us two.", client_id=uuid4(), now=timezone.now()
    )
    actions.close_room(small, by=ines, now=timezone.now())
    Seat.objects.all().delete()
    browser, base = client_of(noor), f"/r/{small.public_id}/"

    found = browser.post(base + "search/", {"q": "two"})

    assert found.status_code == 200
    assert b"Just us two." in found.content
    assert browser.get(base + "messages/?after=0").json()["last"] == 1
