"""Sockets of people in rooms, for tests that run a scene: ``async_to_sync(scene)()``."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.contrib.auth.models import AnonymousUser
from django.urls.resolvers import URLPattern

from peerhub.accounts.models import User
from rooms.live.models import Room
from rooms.routing import websocket_urlpatterns

SOON = 10  # seconds


class Seat(WebsocketCommunicator):
    """One person's socket into one room, or at another address of ours."""

    def __init__(
        self, person: User | AnonymousUser, room: str, routes: Sequence[URLPattern] = ()
    ) -> None:
        address = room if routes else f"/ws/r/{room}/"
        super().__init__(URLRouter(list(routes or websocket_urlpatterns)), address)
        self.scope["user"] = person
        self.unread: list[dict[str, Any]] = []

    async def take(self) -> "Seat":
        """Connect, and hear the first heartbeat."""
        connected, _ = await self.connect(timeout=SOON)
        assert connected
        await self.heard("hb")
        return self

    async def say(self, body: str, **given: Any) -> str:
        """Send a message; gives its client id."""
        client_id = str(given.pop("client_id", uuid4()))
        await self.send_json_to({"t": "say", "body": body, "client_id": client_id, **given})
        return client_id

    async def heard(self, kind: str) -> dict[str, Any]:
        """The next frame of one kind; others that came before it stay to be heard."""
        for frame in self.unread:
            if frame["t"] == kind:
                self.unread.remove(frame)
                return frame
        async with asyncio.timeout(SOON):
            while (frame := await self.receive_json_from(timeout=SOON))["t"] != kind:
                self.unread.append(frame)
        return frame

    async def close_code(self) -> int:
        """How the server ended it."""
        async with asyncio.timeout(SOON):
            while True:
                message = await self.receive_output(timeout=SOON)
                if message["type"] == "websocket.close":
                    return int(message["code"])


async def refused(person: User | AnonymousUser, room: Room) -> int:
    """The close code of a socket that is not let in."""
    seat = Seat(person, room.public_id)
    await seat.connect(timeout=SOON)
    code = await seat.close_code()
    await seat.disconnect()
    return code
