"""Words that a room does not take: a cry for help in them is heard, nothing else is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from rooms.bounds.models import Bound
from rooms.live import actions
from rooms.live.models import Message, Room
from rooms.masks.models import Mask
from safety import subjects
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

ClientOf = Callable[[User], Client]
DANGER = "I am going to kill myself tonight."
CALM = "The kettle is on."
JSON = {"Accept": "application/json"}


def heard() -> list[tuple[str, str]]:
    return [(flag.subject_kind, flag.excerpt) for flag in Flag.objects.order_by("pk")]


def post(browser: Client, room: Room, body: str, **more: Any) -> Any:
    sent = {"body": body, "client_id": str(uuid4())}
    return browser.post(f"/r/{room.public_id}/", sent, **more)


@pytest.fixture
def here(maya: User, loss: Room, enter: Enter) -> Mask:
    return enter(maya, loss)


@pytest.fixture
def removed(here: Mask, sam: User) -> Bound:
    now = timezone.now()
    return Bound.objects.create(
        mask=here, kind="removed", reason="…", set_at=now, set_by=sam,
        until=now + timedelta(hours=1),
    )  # fmt: skip


def test_in_a_closed_room_a_cry_for_help_is_heard_once_and_help_is_shown(
    here: Mask, maya: User, ines: User, loss: Room, client_of: ClientOf
) -> None:
    actions.close_room(loss, by=ines, now=NOON)
    browser = client_of(maya)

    answers = [post(browser, loss, DANGER), post(browser, loss, DANGER), post(browser, loss, CALM)]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert ["988" in answer.content.decode() for answer in answers] == [True, True, False]
    assert heard() == [("rooms.unposted", DANGER)]
    assert not Message.objects.exists()


def test_what_is_far_too_long_is_heard_too(
    here: Mask, maya: User, loss: Room, client_of: ClientOf
) -> None:
    answer = post(client_of(maya), loss, f"{DANGER} {'and on ' * 400}")

    assert answer.status_code == 422
    assert "988" in answer.content.decode()
    assert [kind for kind, _ in heard()] == ["rooms.unposted"]


def test_a_removed_person_is_told_that_it_was_not_sent_and_is_heard_in_danger(
    removed: Bound, maya: User, loss: Room, client_of: ClientOf
) -> None:
    browser = client_of(maya)

    calm, told = post(browser, loss, CALM), post(browser, loss, CALM, headers=JSON)
    page = calm.content.decode()
    assert (calm.status_code, told.status_code) == (404, 404)
    assert "This was not sent" in page
    assert CALM in page
    assert told.json()["message"] == "You were asked to leave this room for a while."
    assert heard() == []

    answer = post(browser, loss, DANGER, follow=True)
    assert "988" in answer.content.decode()
    assert heard() == [("rooms.message", DANGER)]
    assert Message.objects.get().held


def test_an_edit_that_comes_too_late_is_heard(
    here: Mask, maya: User, loss: Room, say: Say, client_of: ClientOf
) -> None:
    say(maya, loss, CALM)  # at noon of the cast's day: long ago

    address = f"/r/{loss.public_id}/m/1/edit/"
    page = client_of(maya).post(address, {"body": DANGER})
    told = client_of(maya).post(address, {"body": DANGER}, headers=JSON)

    assert (page.status_code, told.status_code) == (409, 409)
    assert "988" in page.content.decode()
    assert DANGER in page.content.decode()
    assert told.json()["help"] is True
    assert heard() == [("rooms.unposted", DANGER)]


def test_contact_details_beside_a_cry_for_help_wait_for_a_person(
    here: Mask, maya: User, loss: Room, say: Say
) -> None:
    posted = say(maya, loss, "I do not want to be here any more, text me: 555 201 3344")

    assert posted.show_help
    assert posted.message.held
    assert Flag.objects.get().kinds[-1] == "contact"


def test_what_a_room_refuses_leaves_no_case(here: Mask, maya: User, loss: Room, say: Say) -> None:
    Room.objects.filter(pk=loss.pk).update(hold_first=2, pace=1)
    say(maya, loss, "The first one, which a person reads.")

    for _ in range(2):
        with pytest.raises(actions.SlowDown):
            say(maya, loss, "And another at once.")

    assert [flag.excerpt for flag in Flag.objects.all()] == ["The first one, which a person reads."]


def test_the_case_names_the_room_and_nobody(here: Mask, maya: User, loss: Room) -> None:
    assert actions.hear_unposted(mask=here, body=DANGER, now=NOON)

    flag = Flag.objects.get()
    place = subjects.adapter_for(flag.subject_kind).place(flag.subject_id)
    assert place == flag.place == "Room: After a loss (not sent: nobody else saw it)"
    assert (flag.author, flag.held, flag.subject_id) == (maya, False, here.public_id)
    assert not actions.hear_unposted(mask=here, body=CALM, now=NOON)
    assert Flag.objects.count() == 1
