"""The page of the line."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.seats import actions
from rooms.seats.models import Seat, Waiting
from tests.conftest import Person
from tests.rooms.conftest import Enter
from tests.safety.flags.test_views import ClientOf


@pytest.fixture
def small(person: Person, maya: User, enter: Enter) -> Room:
    """A room for one, with one in it; Maya has put a mask on."""
    now = timezone.now()
    room = live.open_room(name="A small one", purpose="For one.", by=None, now=now, size=1)
    assert actions.take(room, person("Ana"), now=now + timedelta(hours=1))
    enter(maya, room)
    return room


def line(room: Room) -> str:
    return f"/r/{room.public_id}/line/"


def words(browser: Client, room: Room) -> str:
    return browser.get(line(room)).content.decode()


def told(browser: Client, room: Room) -> dict[str, object]:
    answer = browser.get(line(room), headers={"Accept": "application/json"})
    found: dict[str, object] = answer.json()
    return found


def test_maya_waits_sees_her_place_and_leaves_the_line(
    small: Room, maya: User, noor: User, enter: Enter, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    enter(noor, small)
    actions.join_line(small, noor, now=timezone.now() - timedelta(minutes=1))

    assert "You are not in the line." in words(browser, small)
    browser.post(line(small), {"do": "wait"})
    assert "You are second in line." in words(browser, small)
    assert told(browser, small) == {"words": "You are second in line.", "ready": False}
    assert browser.post(line(small), {"do": "leave"}).headers["Location"] == "/rooms/"
    assert Waiting.objects.get().person == noor


def test_a_place_that_is_free_is_offered_and_taken(
    small: Room, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    browser.post(line(small), {"do": "wait"})
    assert told(browser, small) == {"words": "You are next.", "ready": False}

    actions.free(small, User.objects.get(handle="Ana"), now=timezone.now())
    assert "A place is free for you. We keep it until" in words(browser, small)
    assert told(browser, small)["ready"] is True
    assert (
        browser.post(line(small), {"do": "enter"}).headers["Location"] == f"/r/{small.public_id}/"
    )
    assert Seat.objects.get().person == maya


def test_who_waits_for_a_seat_that_is_free_gets_it_at_once(
    small: Room, maya: User, client_of: ClientOf
) -> None:
    Seat.objects.all().delete()

    answer = client_of(maya).post(line(small), {"do": "wait"})

    assert answer.headers["Location"] == f"/r/{small.public_id}/"


def test_no_one_stands_in_line_without_a_mask_or_before_a_large_or_closed_room(
    small: Room, loss: Room, maya: User, noor: User, ines: User, enter: Enter, client_of: ClientOf
) -> None:
    enter(maya, loss)

    assert client_of(noor).get(line(small)).status_code == 404
    assert client_of(noor).post(line(small), {"do": "wait"}).status_code == 404
    assert client_of(maya).get(line(loss)).headers["Location"] == f"/r/{loss.public_id}/"
    live.close_room(small, by=ines, now=timezone.now())
    assert client_of(maya).get(line(small)).status_code == 404
