"""Words that reach us are stored and read, however they come."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from peerhub.accounts.models import User
from rooms.live import actions, protocol
from rooms.live.models import Message, Room
from safety.flags.models import Flag
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

DANGER = "I have the pills in front of me and I am going to kill myself tonight."


def test_other_words_under_a_known_id_are_another_message(
    maya: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    client_id = uuid4()
    say(maya, loss, "Hello", client_id=client_id)

    posted = [say(maya, loss, DANGER, client_id=client_id) for _ in range(2)]

    assert [each.show_help for each in posted] == [True, True]
    assert posted[0].message == posted[1].message
    assert list(Message.objects.order_by("pk").values_list("body", flat=True)) == ["Hello", DANGER]
    assert Flag.objects.get().subject_id == posted[0].message.public_id


def test_half_a_picture_does_not_cost_the_words_around_it() -> None:
    assert protocol.clean("I cannot go on \ud83d") == "I cannot go on \ufffd"
    assert protocol.clean("I cannot go on \U0001f30a\0") == "I cannot go on \U0001f30a"


@pytest.mark.parametrize(
    ("words", "sees_help"), [(DANGER, True), ("The garden was quiet today. ", False)]
)
def test_words_that_are_too_long_are_kept_on_the_page_and_help_is_shown(
    words: str,
    sees_help: bool,
    maya: User,
    loss: Room,
    enter: Enter,
    client_of: Callable[[User], Client],
) -> None:
    enter(maya, loss)
    browser, address = client_of(maya), f"/r/{loss.public_id}/"
    sent = {"body": words + "word " * 400, "client_id": str(uuid4())}

    page = browser.post(address, sent)
    answer = browser.post(address, sent, headers={"accept": "application/json"})

    assert (page.status_code, page.context["show_help"]) == (422, sees_help)
    assert words.strip() in page.content.decode()
    assert answer.json()["help"] is sees_help


def test_words_into_a_closed_room_stay_on_the_page_and_help_is_shown(
    maya: User, ines: User, loss: Room, enter: Enter, client_of: Callable[[User], Client]
) -> None:
    enter(maya, loss)
    actions.close_room(loss, by=ines, now=NOON)

    page = client_of(maya).post(
        f"/r/{loss.public_id}/", {"body": "I feel so hopeless.", "client_id": str(uuid4())}
    )

    assert (page.status_code, page.context["show_help"]) == (409, True)
    assert "I feel so hopeless." in page.content.decode()
