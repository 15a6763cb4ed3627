"""The base of every consumer: it authorises, bounds, and never lets an exception out.

Sources: the handbook's reliability 1.2 and 1.4 (measured): an exception that leaves a handler
ends the socket without ``disconnect``; without a thread context of its own, every socket of a
process shares one database thread.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, ClassVar

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, async_to_sync
from channels.auth import AuthMiddlewareStack
from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import re_path
from django.urls.resolvers import URLPattern

from peerhub.access import Policy, anyone
from peerhub.accounts.mfa import lacks_second_factor
from peerhub.errors import DomainError
from peerhub.push import push_of
from peerhub.turns import SIGN_INS, in_database, places

log = logging.getLogger(__name__)

FRAME_LIMIT = 8 * 1024  # bytes of one incoming frame
RATE = 5.0  # frames a second, refilled steadily
BURST = 10.0  # frames at once
SEND_TIMEOUT = 5  # seconds a slow socket may hold us up
HINT_TIMEOUT = 2.0  # seconds for the channel layer
HINTS = 2  # attempts: the first one after the layer came back finds a dead connection

# Close codes of RFC 6455, and our own above 4000.
TOO_BIG = 1009
TRY_AGAIN = 1013
NOT_FOUND = 4404
SIGN_IN = 4401
OUR_FAULT = "our_fault"  # code of an error frame: nothing is wrong with what was sent
NO_LAYER = "none"  # the alias of a consumer that no channel layer talks to


Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
ASGIApp = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class SafeConsumer(AsyncWebsocketConsumer):
    """A view that stays.

    Subclasses set ``policy`` and write ``opened``, ``heard(frame)`` and ``closed``; they answer
    with ``tell(frame)``.
    """

    policy: ClassVar[Policy]
    frame_limit = FRAME_LIMIT
    channel_layer: Any

    async def __call__(
        self,
        scope: dict[str, Any],
        receive: Receive,
        send: Send,
    ) -> None:
        """Run, and always clean up.

        A consumer that listens to the layer has a database thread of its own. One without a layer
        shares the process's threads: a thread for each of thousands of sockets costs 40 KB each.
        """
        self.is_open = False
        self.push = push_of(scope)
        self.tokens, self.refilled = BURST, time.monotonic()
        try:
            if self.channel_layer_alias == NO_LAYER:
                await self._serve(scope, receive, send)
            else:
                async with ThreadSensitiveContext():
                    await super().__call__(scope, receive, send)
        finally:
            await self._leave()

    async def _serve(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer frames one after the other: there is nothing else to wait for."""
        self.scope, self.base_send, self.channel_layer = scope, send, None
        with suppress(StopConsumer):
            while True:
                message = await receive()
                await getattr(self, get_handler_name(message))(message)

    async def opened(self) -> None:
        """Join groups; raise ``Refused`` for a room that is not this person's."""

    async def heard(self, frame: dict[str, Any]) -> None:
        """Act on one well-formed frame."""

    async def closed(self) -> None:
        """Leave groups."""

    async def connect(self) -> None:
        """Let in whom the policy lets in; a close code tells the others why."""
        user = self.scope["user"]
        if not await in_database(self._admits, user):
            await self.accept()
            await self.close(NOT_FOUND if user.is_authenticated else SIGN_IN)
            return
        try:
            await self.opened()
        except Refused as refused:
            await self.accept()
            await self.close(refused.code)
            return
        except Exception as error:  # noqa: BLE001 - an open socket must not die of it
            self._note(error)
            await self.close(TRY_AGAIN)
            return
        self.is_open = True
        await self.accept()
        await self.welcomed()

    @classmethod
    def _admits(cls, user: AbstractBaseUser | AnonymousUser) -> bool:
        return cls.policy(user) and not lacks_second_factor(user)

    async def welcomed(self) -> None:
        """Say the first words, once the socket is accepted."""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Check one frame and hand it on; whatever happens, the socket lives."""
        if not self.is_open:
            return
        if bytes_data is not None or text_data is None:
            await self.tell({"t": "error", "code": "not_text"})
            return
        if len(text_data.encode("utf-8", "surrogatepass")) > self.frame_limit:
            await self.close(TOO_BIG)
            return
        if not self._has_token():
            await self.tell({"t": "error", "code": "slow_down"})
            return
        frame = _parsed(text_data)
        if frame is None:
            await self.tell({"t": "error", "code": "not_understood"})
            return
        try:
            await self.heard(frame)
        except DomainError as error:
            await self.tell({"t": "error", "code": error.code, "message": error.message})
        except Exception as error:  # noqa: BLE001 - other sockets of the process go on
            self._note(error)
            await self.tell({"t": "error", "code": OUR_FAULT})

    async def disconnect(self, code: int) -> None:
        """Leave, once."""
        del code
        await self._leave()

    async def tell(self, frame: dict[str, Any]) -> None:
        """Send one frame; a socket that does not read for 5 seconds is closed and catches up."""
        await self.tell_bytes(json.dumps(frame, separators=(",", ":")))

    async def tell_bytes(self, frame: str) -> None:
        """Send a frame that was built before, for many."""
        if self.push is not None and self.push(frame):
            return
        try:
            async with asyncio.timeout(SEND_TIMEOUT):
                await self.send(text_data=frame)
        except TimeoutError:
            await self._leave()
            await self.close(TRY_AGAIN)

    def _has_token(self) -> bool:
        now = time.monotonic()
        self.tokens = min(BURST, self.tokens + (now - self.refilled) * RATE)
        self.refilled = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    async def _leave(self) -> None:
        if self.is_open:
            self.is_open = False
            try:
                await self.closed()
            except Exception as error:  # noqa: BLE001 - nobody is left to tell
                self._note(error)

    def _note(self, error: Exception) -> None:
        log.error("%s: %s", type(self).__name__, type(error).__name__)


class Refused(Exception):
    """This socket is not for this person."""

    def __init__(self, code: int = NOT_FOUND) -> None:
        super().__init__(code)
        self.code = code


class NoSuchSocket(AsyncWebsocketConsumer):
    """Any other path: closed politely, without a traceback in the log."""

    policy: ClassVar[Policy] = anyone

    async def connect(self) -> None:
        """Close with "not found"."""
        await self.accept()
        await self.close(NOT_FOUND)

    @classmethod
    def route(cls) -> URLPattern:
        """The last route."""
        route: URLPattern = re_path(r"^.*$", cls.as_asgi())
        return route


class ComeBackLater:
    """Who opens a socket is looked up before any consumer runs: with PostgreSQL away, that raises.

    Such a socket gets a close code instead.
    """

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Pass through; close with "try again later" when something raises."""
        sent: set[str] = set()

        async def noted(message: dict[str, Any]) -> None:
            sent.add(message["type"])
            await send(message)

        try:
            await self.inner(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 - other sockets of the process go on
            log.error("a socket: %s", type(error).__name__)  # noqa: TRY400 - no words of people
            if "websocket.accept" not in sent:
                await noted({"type": "websocket.accept"})
            if "websocket.close" not in sent:
                await noted({"type": "websocket.close", "code": TRY_AGAIN})


class SignedIn:
    """Looks up who opens the socket, and is done with that before the socket's life begins.

    The thread context keeps those who wait for the database from waiting for each other; it ends
    here, and with it the thread. In a rush the others wait for their turn.
    """

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner
        self._places = places(SIGN_INS)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Pass on with ``user`` and ``session`` in the scope."""
        found: list[dict[str, Any]] = []

        async def keep(scope: dict[str, Any], receive: Receive, send: Send) -> None:
            del receive, send
            found.append(scope)

        async with self._places.own, ThreadSensitiveContext():
            await AuthMiddlewareStack(keep)(scope, receive, send)
        await self.inner(found.pop(), receive, send)


def hint(group: str, message: dict[str, Any]) -> None:
    """Tell the sockets of a group, in every process; without the layer they find out later.

    Inside a server nobody waits for the layer: a database connection may be held until this
    returns, and whoever is on the way out must not stand there.
    """
    loop = getattr(SyncToAsync.threadlocal, "main_event_loop", None)
    if loop is not None and loop.is_running():
        asyncio.run_coroutine_threadsafe(_hinted(group, message), loop)
    else:
        async_to_sync(_hinted)(group, message)


async def _hinted(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    for _ in range(HINTS):
        try:
            async with asyncio.timeout(HINT_TIMEOUT):
                await layer.group_send(group, message)
        except Exception as error:  # noqa: BLE001 - the truth is stored: the layer may be away
            log.warning("hint %s: %s", message["type"], type(error).__name__)
        else:
            return


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return frame if isinstance(frame, dict) else None
