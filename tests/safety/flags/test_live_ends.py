"""An open queue closes as soon as its reader may not read it any more, not at the next flag."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import get_channel_layer
from channels.testing import WebsocketCommunicator
from django.test import Client
from django.utils import timezone

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags import handlers
from tests.safety.flags.test_live import opened_by
from tests.safety.flags.texts import flagged

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]
ClientOf = Callable[[User], Client]


async def close_of(socket: WebsocketCommunicator, deed: Callable[[], Any]) -> tuple[int, float]:
    """How the server ends an open queue after a deed, and how soon."""
    began = time.monotonic()
    await sync_to_async(deed)()
    message = await socket.receive_output(timeout=3)
    assert message["type"] == "websocket.close"
    return message["code"], time.monotonic() - began


@pytest.mark.parametrize("what", ["signing out", "losing the role"])
def test_the_queue_closes_within_a_second(
    what: str, ines: User, ade: User, client_of: ClientOf
) -> None:
    browser, stays = client_of(ines), client_of(ade)

    def lose() -> None:
        accounts.revoke_role(ines, Role.MODERATOR, by=ade, now=timezone.now())

    deeds = {"signing out": lambda: browser.post("/leave/"), "losing the role": lose}

    async def scene() -> tuple[int, float]:
        hers, others = opened_by(ines), opened_by(ade)
        hers.scope["session"], others.scope["session"] = browser.session, stays.session
        await hers.connect()
        await others.connect()
        ended = await close_of(hers, deeds[what])
        assert await others.receive_nothing(timeout=0.3)
        await others.disconnect()
        return ended

    code, seconds = async_to_sync(scene)()

    assert code == 4404
    assert seconds < 1


def test_another_persons_sign_out_asks_nothing_of_the_database(
    ines: User, noor: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, object]] = []

    def hint(group: str, message: dict[str, object]) -> None:
        assert group == handlers.QUEUE
        told.append(message)

    monkeypatch.setattr(handlers, "hint", hint)

    client_of(noor).post("/leave/")
    assert told == []
    client_of(ines).post("/leave/")
    assert told == [{"type": "queue.look", "person": ines.pk}]


def test_the_way_out_waits_for_no_channel_layer(
    ines: User, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(get_channel_layer(), "group_send", away, raising=False)
    browser = client_of(ines)

    async def scene() -> float:
        began = time.monotonic()
        await sync_to_async(browser.post, thread_sensitive=False)("/leave/")
        return time.monotonic() - began

    assert async_to_sync(scene)() < 1


def test_a_queue_that_stays_hears_on(maya: User, ines: User, client_of: ClientOf) -> None:
    phone, desk = client_of(ines), client_of(ines)

    async def scene() -> dict[str, Any]:
        socket = opened_by(ines)
        socket.scope["session"] = desk.session
        await socket.connect()
        await sync_to_async(phone.logout)()
        flag = await sync_to_async(flagged)(maya, now=timezone.now())
        heard: dict[str, Any] = await socket.receive_json_from(timeout=3)
        await socket.disconnect()
        return {"same": heard == {"t": "flag", "id": flag.pk}}

    assert async_to_sync(scene)() == {"same": True}
