"""Whoever is paused is gone from every open room within a second; the others stay."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import transaction
from django.utils import timezone

from peerhub.accounts import pausing
from peerhub.accounts.models import User
from rooms.live.models import Room
from tests.rooms.live.scene import Seat, refused
from tests.safety.flags.in_a_room import entered, opened

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]


@pytest.fixture
def room(sam: User, maya: User, noor: User) -> Room:
    room = opened(sam)
    entered(maya, room)
    entered(noor, room)
    return room


def pause(person: User, by: User) -> None:
    now = timezone.now()
    pausing.pause_account(person, until=now + timedelta(days=1), reason="A pause.", by=by, now=now)


@pytest.mark.parametrize("elsewhere", [False, True], ids=["this process", "another process"])
def test_an_open_room_closes_within_a_second(
    elsewhere: bool,
    room: Room,
    maya: User,
    noor: User,
    ines: User,
    client_of: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = client_of(maya)
    if elsewhere:  # then only the channel layer tells of it
        monkeypatch.setattr("rooms.live.hub.nudge", lambda *_: None)

    async def scene() -> tuple[int, float]:
        hers, his = Seat(maya, room.public_id), await Seat(noor, room.public_id).take()
        hers.scope["session"] = browser.session
        await hers.take()
        await asyncio.sleep(0.3)  # until the hub has subscribed
        began = time.monotonic()
        await sync_to_async(pause)(maya, ines)
        code = await hers.close_code()
        seconds = time.monotonic() - began
        await his.say("I am still here.")
        await his.heard("said")
        await hers.disconnect()
        await his.disconnect()
        return code, seconds

    code, seconds = async_to_sync(scene)()

    assert code == 4401, "the page then asks to sign in"
    assert seconds < 1


def test_a_socket_opened_afterwards_is_sent_away(room: Room, maya: User, ines: User) -> None:
    pause(maya, ines)
    maya.refresh_from_db()

    assert async_to_sync(refused)(maya, room) == 4404


def test_nothing_closes_when_the_pause_is_taken_back(room: Room, maya: User, ines: User) -> None:
    def fail() -> None:
        with transaction.atomic():
            pause(maya, ines)
            transaction.set_rollback(True)

    async def scene() -> dict[str, Any]:
        seat = await Seat(maya, room.public_id).take()
        await sync_to_async(fail)()
        await seat.say("I am still here.")
        said = await seat.heard("said")
        await seat.disconnect()
        return said

    assert async_to_sync(scene)()["seq"] == 1
