"""People who answer, react and change at the same moment do not stand in each other's way."""

from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from peerhub.accounts.models import User
from rooms.live import actions
from rooms.live.actions.places import next_places, tell_change
from rooms.live.models import Kindness, Message, Room
from tests.cast import NOON
from tests.rooms.conftest import Enter, Say

pytestmark = pytest.mark.django_db(transaction=True)
CHANGING, POSTING = "rooms.live.actions.changing", "rooms.live.actions.posting"


def test_an_answer_does_not_wait_for_a_reaction_that_waits_for_the_room(
    monkeypatch: pytest.MonkeyPatch, maya: User, noor: User, loss: Room, enter: Enter, say: Say
) -> None:
    enter(maya, loss)
    his = enter(noor, loss)
    say(maya, loss, "I went outside today.")
    message_locked, room_locked, failures = Event(), Event(), []
    taken = []

    def tell_later(message: Message) -> None:
        message_locked.set()
        room_locked.wait(5)
        tell_change(message)

    def take(*args: Any) -> list[int]:
        found = next_places(*args)
        taken.append(found)
        room_locked.set()
        return found

    monkeypatch.setattr(f"{CHANGING}.tell_change", tell_later)
    monkeypatch.setattr(f"{POSTING}.next_places", take)

    def reacts() -> None:
        try:
            actions.react(mask=his, seq=1, kind=Kindness.STRENGTH, on=True)
        except OperationalError as error:
            failures.append(error)
        finally:
            connection.close()

    thread = Thread(target=reacts)
    thread.start()
    message_locked.wait(5)
    say(maya, loss, "And to you.", reply=1)
    thread.join()

    assert failures == []
    assert len(taken) == 1  # nor was it tried twice


def test_who_was_in_the_way_of_another_tries_again(
    monkeypatch: pytest.MonkeyPatch, maya: User, loss: Room, enter: Enter
) -> None:
    mask = enter(maya, loss)
    mask.person = maya
    tries = []

    def stumble(*args: Any) -> list[int]:
        tries.append(args)
        if len(tries) == 1:
            raise OperationalError from DeadlockDetected()
        return next_places(*args)

    monkeypatch.setattr(f"{POSTING}.next_places", stumble)
    sayings = [actions.Saying(mask, body, uuid4()) for body in ("One.", "Two.")]

    told = actions.post_together(loss.pk, sayings, now=NOON)

    assert [one.message.seq for one in told if isinstance(one, actions.Posted)] == [1, 2]
    assert Message.objects.count() == 2


def test_another_error_of_the_database_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, maya: User, loss: Room, enter: Enter
) -> None:
    mask = enter(maya, loss)
    mask.person = maya
    tries = []

    def away(*args: Any) -> list[int]:
        tries.append(args)
        raise OperationalError

    monkeypatch.setattr(f"{POSTING}.next_places", away)
    with pytest.raises(OperationalError):
        actions.post_together(loss.pk, [actions.Saying(mask, "One.", uuid4())], now=NOON)

    assert len(tries) == 1
