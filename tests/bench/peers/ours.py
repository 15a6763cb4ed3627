"""This project's engine alone: hub, members and frames behind a small ASGI socket.

A list in memory stands where the table stands in the product. News travels as there: a hint over
Redis that names the newest place, then a look at the list, then one frame for all that is new.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from datetime import UTC, datetime
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer

from peerhub.settings import env
from rooms.live import protocol
from rooms.live.fanout import Member
from rooms.live.hub import Hubs, Pulse
from rooms.live.lines import Changed, Line

ROOM, GROUP = "measured", "room.measured"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

layer = RedisPubSubChannelLayer(
    hosts=[{"address": env.secret("REDIS_URL"), "socket_timeout": None}], prefix="bench-ours"
)


class InMemory:
    """The room's log as a list, and the hints about it."""

    def __init__(self) -> None:
        self.lines: list[Line | Changed] = []
        self._told = 0
        self._telling = False

    async def start(self, room: str) -> int:
        """The last place."""
        del room
        return len(self.lines)

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        """What stands after a place."""
        del room
        return self.lines[after : after + count]

    async def pulse(self, room: str, members: Collection[Member]) -> Pulse:
        """Everybody stays."""
        del room, members
        return Pulse(last_seq=len(self.lines), here=0, state="open", gone=())

    async def hints(self, room: str) -> AsyncIterator[int]:
        """Places as Redis tells them."""
        del room
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        while True:
            message = await layer.receive(channel)
            yield message["seq"]

    async def add(self, say: protocol.Say) -> None:
        """Store, and tell; while one hint is on its way the next one gathers, as in the product."""
        self.lines.append(
            Line(
                seq=len(self.lines) + 1,
                mask="abcdefghijkl",
                name="Quiet Heron",
                body=say.body,
                at=NOON,
                host=False,
            )
        )
        if self._telling:
            return
        self._telling = True
        try:
            while self._told < len(self.lines):
                self._told = len(self.lines)
                await layer.group_send(GROUP, {"type": "room.news", "seq": self._told})
        finally:
            self._telling = False


log = InMemory()
hubs = Hubs(log)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One socket."""
    await receive()
    await send({"type": "websocket.accept"})

    async def push(frame: str) -> None:
        await send({"type": "websocket.send", "text": frame})

    async def close(code: int) -> None:
        await send({"type": "websocket.close", "code": code})

    member = Member(push, close, person_id=0)
    hub = await hubs.join(ROOM, member)
    try:
        while (event := await receive())["type"] == "websocket.receive":
            say = protocol.parsed(json.loads(event["text"]))
            if isinstance(say, protocol.Say):
                await log.add(say)
    finally:
        hubs.leave(hub, member)
