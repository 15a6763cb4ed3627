"""The base of every socket: bad frames get an answer, never an exception, and others go on."""

import json

import pytest
from asgiref.sync import async_to_sync
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser

from peerhub.access import anyone, signed_in
from peerhub.errors import DomainError
from peerhub.sockets import NOT_FOUND, SIGN_IN, TOO_BIG, Refused, SafeConsumer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("socket_threads_end"),
]


class Echo(SafeConsumer):
    policy = anyone

    async def heard(self, frame):
        match frame:
            case {"t": "break"}:
                raise ValueError("something a person wrote")
            case {"t": "refuse"}:
                raise DomainError("Not now.")
            case {"t": "say", "body": str(body)}:
                await self.tell({"t": "said", "body": body})
            case _:
                await self.tell({"t": "error", "code": "not_understood"})


class Private(SafeConsumer):
    policy = signed_in


class Closed(SafeConsumer):
    policy = anyone

    async def opened(self):
        raise Refused


def socket(consumer=Echo, user=None):
    communicator = WebsocketCommunicator(consumer.as_asgi(), "/ws/test/")
    communicator.scope["user"] = user or AnonymousUser()
    return communicator


async def still_talks(communicator):
    await communicator.send_json_to({"t": "say", "body": "hello"})
    return await communicator.receive_json_from() == {"t": "said", "body": "hello"}


BAD = [
    " ",
    "not json",
    "[1, 2]",
    "null",
    '"text"',
    "{",
    '{"t": "say"}',
    '{"t": "say", "body": 5}',
    '{"type": "websocket.disconnect", "t": "forged"}',
    '{"t": NaN}',
    "[" * 4000,
    '{"t": "say", "body": {"$ne": ""}}',
]


@pytest.mark.parametrize("frame", BAD, ids=[each[:20].strip() or "blank" for each in BAD])
def test_a_frame_that_makes_no_sense_gets_an_error_and_the_socket_lives(frame):
    async def scene():
        communicator = socket()
        await communicator.connect(timeout=10)
        await communicator.send_to(text_data=frame)
        assert (await communicator.receive_json_from())["t"] == "error"
        assert await still_talks(communicator)
        await communicator.disconnect()

    async_to_sync(scene)()


def test_bytes_are_no_words():
    async def scene():
        communicator = socket()
        await communicator.connect(timeout=10)
        await communicator.send_to(bytes_data=b"\x00\xff")
        assert await communicator.receive_json_from() == {"t": "error", "code": "not_text"}
        assert await still_talks(communicator)
        await communicator.disconnect()

    async_to_sync(scene)()


def test_a_frame_that_is_too_big_closes_its_own_socket_alone():
    async def scene():
        loud, quiet = socket(), socket()
        await loud.connect(timeout=10)
        await quiet.connect(timeout=10)
        await loud.send_to(text_data=json.dumps({"t": "say", "body": "x" * 9000}))
        assert (await loud.receive_output())["code"] == TOO_BIG
        assert await still_talks(quiet)
        await quiet.disconnect()

    async_to_sync(scene)()


def test_an_error_of_ours_is_said_without_its_words(caplog):
    async def scene():
        communicator = socket()
        await communicator.connect(timeout=10)
        await communicator.send_json_to({"t": "break"})
        assert await communicator.receive_json_from() == {"t": "error", "code": "our_fault"}
        await communicator.send_json_to({"t": "refuse"})
        answer = await communicator.receive_json_from()
        assert answer == {"t": "error", "code": "not_possible", "message": "Not now."}
        assert await still_talks(communicator)
        await communicator.disconnect()

    async_to_sync(scene)()
    assert "something a person wrote" not in caplog.text


def test_who_sends_too_fast_is_asked_to_slow_down():
    async def scene():
        communicator = socket()
        await communicator.connect(timeout=10)
        for _ in range(12):
            await communicator.send_json_to({"t": "say", "body": "hi"})
        answers = [await communicator.receive_json_from() for _ in range(12)]
        assert answers[0] == {"t": "said", "body": "hi"}
        assert {"t": "error", "code": "slow_down"} in answers
        await communicator.disconnect()

    async_to_sync(scene)()


@pytest.mark.parametrize(("consumer", "code"), [(Private, SIGN_IN), (Closed, NOT_FOUND)])
def test_a_socket_that_is_not_yours_closes_with_a_reason(consumer, code):
    async def scene():
        communicator = socket(consumer)
        await communicator.connect(timeout=10)
        assert (await communicator.receive_output())["code"] == code

    async_to_sync(scene)()
