"""The queue is live: what one process commits, the open page of another hears of at once."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.utils import timezone

from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags import actions
from safety.flags.consumers import QueueConsumer
from safety.flags.models import Flag
from tests.safety.flags.texts import flagged

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]
ELSEWHERE = """
import sys, time, django
django.setup()
from django.db import transaction
from django.utils import timezone
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags.actions import watch
from safety.subjects import SubjectRef
author = User.objects.get(pk=int(sys.argv[1]))
with transaction.atomic():
    watch("I am going to kill myself.", author=author, subject=SubjectRef("t", "1"),
          place="Elsewhere", now=timezone.now())
    begun = time.time()
print(begun)
"""


def opened_by(user: Any) -> WebsocketCommunicator:
    communicator = WebsocketCommunicator(QueueConsumer.as_asgi(), "/ws/queue/")
    communicator.scope["user"] = user
    return communicator


def test_an_open_queue_hears_of_a_new_flag_and_of_a_claim(maya: User, ines: User) -> None:
    async def scene() -> None:
        socket = opened_by(ines)
        assert (await socket.connect())[0]

        flag = await sync_to_async(flagged)(maya, now=timezone.now())
        assert await socket.receive_json_from(timeout=3) == {"t": "flag", "id": flag.pk}

        await sync_to_async(actions.claim)(flag, by=ines, now=timezone.now())
        assert await socket.receive_json_from(timeout=3) == {"t": "changed", "id": flag.pk}
        await socket.disconnect()

    async_to_sync(scene)()


@pytest.mark.parametrize("frame", ["[]", "{", '{"t":"claim"}', "null"])
def test_a_frame_that_means_nothing_leaves_the_socket_open(
    frame: str, maya: User, ines: User
) -> None:
    async def scene() -> None:
        socket = opened_by(ines)
        await socket.connect()

        await socket.send_to(text_data=frame)
        flag = await sync_to_async(flagged)(maya, now=timezone.now())

        heard = await socket.receive_json_from(timeout=3)
        if heard["t"] == "error":
            heard = await socket.receive_json_from(timeout=3)
        assert heard == {"t": "flag", "id": flag.pk}
        await socket.disconnect()

    async_to_sync(scene)()


def test_whoever_loses_the_role_hears_no_more(maya: User, ines: User, ade: User) -> None:
    async def scene() -> None:
        socket = opened_by(ines)
        await socket.connect()
        await sync_to_async(accounts.revoke_role)(ines, Role.MODERATOR, by=ade, now=timezone.now())

        await sync_to_async(flagged)(maya, now=timezone.now())

        assert await socket.receive_output(timeout=3) == {"type": "websocket.close", "code": 4404}

    async_to_sync(scene)()


def test_whoever_signs_out_hears_no_more(
    maya: User, ines: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ines)

    async def scene() -> None:
        socket = opened_by(ines)
        socket.scope["session"] = browser.session
        await socket.connect()
        await sync_to_async(browser.logout)()

        await sync_to_async(flagged)(maya, now=timezone.now())

        assert await socket.receive_output(timeout=3) == {"type": "websocket.close", "code": 4404}

    async_to_sync(scene)()


def test_noor_and_visitors_hear_nothing(noor: User) -> None:
    async def scene(user: Any, code: int) -> None:
        socket = opened_by(user)
        await socket.connect()
        assert await socket.receive_output() == {"type": "websocket.close", "code": code}

    async_to_sync(scene)(noor, 4404)
    async_to_sync(scene)(AnonymousUser(), 4401)


def test_a_flag_of_another_process_is_in_the_list_within_a_second(
    maya: User, ines: User, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(ines)
    browser.get("/queue/rows/")

    async def scene() -> float:
        socket = opened_by(ines)
        await socket.connect()
        raising = asyncio.create_task(asyncio.to_thread(raised_elsewhere, maya.pk))
        heard = await socket.receive_json_from(timeout=30)
        rows = await sync_to_async(browser.get)("/queue/rows/")
        seen = time.time()
        assert f'id="flag-{heard["id"]}"' in rows.content.decode()
        begun = await raising
        await socket.disconnect()
        return seen - begun

    assert async_to_sync(scene)() < 1
    assert Flag.objects.get().place == "Elsewhere"


def raised_elsewhere(author_id: int) -> float:
    address = urlsplit(os.environ["DATABASE_URL"])
    database = urlunsplit(address._replace(path=f"/{connection.settings_dict['NAME']}"))
    told = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(author_id)],
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(told.stdout.split()[-1])
