"""This project's engine alone: writers, hub, members and frames behind a small ASGI socket.

A list in memory stands where the table stands in the product. News travels as there: what was
stored together is handed to the hubs of this process, which are woken at once; a hint over Redis
tells the other processes the newest place. This process listens to these hints too.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer

from peerhub.push import push_of
from peerhub.settings import env
from rooms.live import hub, protocol
from rooms.live.fanout import Member
from rooms.live.hub import Hubs, Pulse
from rooms.live.lines import Changed, Line
from rooms.live.writing import Writers

ROOM, GROUP = "measured", "room.measured"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PATIENCE = 2.0  # seconds for the channel layer, as in peerhub.sockets

layer = RedisPubSubChannelLayer(
    hosts=[{"address": env.secret("REDIS_URL"), "socket_timeout": None}], prefix="bench-ours"
)


class InMemory:
    """The room's log as a list, and the hints about it."""

    def __init__(self) -> None:
        self.lines: list[Line | Changed] = []

    async def start(self, room: str) -> int:
        """The last place."""
        del room
        return len(self.lines)

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        """What stands after a place."""
        del room
        return self.lines[after : after + count]

    async def pulse(self, room: str, members: Collection[Member], people: int) -> Pulse:
        """Everybody stays."""
        del room, members, people
        return Pulse(last_seq=len(self.lines), here=0, state="open", gone={})

    async def hints(self, room: str) -> AsyncIterator[int]:
        """Places as Redis tells them."""
        del room
        channel = await layer.new_channel()
        await layer.group_add(GROUP, channel)
        while True:
            message = await layer.receive(channel)
            yield message["seq"]

    async def store(self, room_id: int, says: Sequence[protocol.Say]) -> list[int]:
        """Store what came together, hand it on, and let the others know; gives the places."""
        del room_id
        place = len(self.lines)
        lines = [_line(place + number, say.body) for number, say in enumerate(says, start=1)]
        self.lines += lines
        hub.hand(ROOM, lines)
        hub.nudge(ROOM, len(self.lines))
        # Nobody waits for the layer.
        asyncio.run_coroutine_threadsafe(_tell(len(self.lines)), asyncio.get_running_loop())
        return [line.seq or 0 for line in lines]


def _line(seq: int, body: str) -> Line:
    return Line(seq=seq, mask="abcdefghijkl", name="Quiet Heron", body=body, at=NOON, host=False)


async def _tell(seq: int) -> None:
    async with asyncio.timeout(PATIENCE):
        await layer.group_send(GROUP, {"type": "room.news", "seq": seq})


log = InMemory()
hubs = Hubs(log)
writers: Writers[protocol.Say, int] = Writers(log.store)

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """One socket."""
    await receive()
    await send({"type": "websocket.accept"})

    async def send_text(frame: str) -> None:
        await send({"type": "websocket.send", "text": frame})

    async def close(code: int) -> None:
        await send({"type": "websocket.close", "code": code})

    member = Member(send_text, close, person_id=0, push=push_of(scope))
    joined = await hubs.join(ROOM, member)
    try:
        while (event := await receive())["type"] == "websocket.receive":
            say = protocol.parsed(json.loads(event["text"]))
            if isinstance(say, protocol.Say):
                await writers.write(0, say)
    finally:
        hubs.leave(joined, member)
