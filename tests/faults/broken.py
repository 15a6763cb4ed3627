"""Servers that are broken on purpose: each must make the judge find something.

They wrap the real application, so that everything else about them is the product. Run by uvicorn.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import uuid4

from peerhub.asgi import application as product
from peerhub.push import PUSH

LATE = 1.0  # seconds from the hasty answer to the commit

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def heard(scope: Message) -> Message:
    """``scope`` without the way past ``send``: else nothing could be changed on its way out."""
    extensions = {name: its for name, its in scope["extensions"].items() if name != PUSH}
    return {**scope, "extensions": extensions}


def frame_of(message: Message, kind: str) -> dict[str, Any] | None:
    """The frame in an ASGI message, if it is of this kind."""
    text = message.get("text") or ""
    if f'"{kind}"' not in text:
        return None
    frame = json.loads(text)
    return frame if frame.get("t") == kind else None


class Hasty:
    """One socket of a server that says "stored" at once, and stores a moment later."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._incoming: asyncio.Queue[Message] = asyncio.Queue()
        self._jobs: set[asyncio.Task[None]] = set()

    async def run(self, scope: Message) -> None:
        """As long as the socket lives."""
        reading = asyncio.create_task(self._read())
        try:
            await product(heard(scope), self._incoming.get, self._without_answers)
        finally:
            for job in (reading, *self._jobs):
                job.cancel()

    async def _read(self) -> None:
        while True:
            message = await self._receive()
            say = frame_of(message, "say")
            if say is None:
                await self._incoming.put(message)
                continue
            said = {"t": "said", "client_id": say["client_id"], "seq": None, "help": False}
            await self._send({"type": "websocket.send", "text": json.dumps(said)})
            job = asyncio.create_task(self._later(message))
            self._jobs.add(job)
            job.add_done_callback(self._jobs.discard)

    async def _later(self, message: Message) -> None:
        await asyncio.sleep(LATE)
        await self._incoming.put(message)

    async def _without_answers(self, message: Message) -> None:
        if frame_of(message, "said") is None:
            await self._send(message)


async def hasty(scope: Message, receive: Receive, send: Send) -> None:
    """Acknowledges before the commit."""
    if scope["type"] == "websocket":
        await Hasty(receive, send).run(scope)
    else:
        await product(scope, receive, send)


async def forgetful(scope: Message, receive: Receive, send: Send) -> None:
    """Tries everything twice, and knows no id again: what is said once is stored twice."""
    if scope["type"] != "websocket":
        await product(scope, receive, send)
        return
    again: list[Message] = []
    own: set[str] = set()

    async def doubled() -> Message:
        if again:
            return again.pop()
        message = await receive()
        say = frame_of(message, "say")
        if say is not None:
            client_id = str(uuid4())
            own.add(client_id)
            again.append({**message, "text": json.dumps(say | {"client_id": client_id})})
        return message

    async def answers(message: Message) -> None:
        said = frame_of(message, "said") or frame_of(message, "error")
        if said is None or said.get("client_id") not in own:
            await send(message)

    await product(heard(scope), doubled, answers)


async def mute(scope: Message, receive: Receive, send: Send) -> None:
    """Tells nobody but the author: no news, and heartbeats that know no place."""

    async def without_news(message: Message) -> None:
        if frame_of(message, "news") is not None:
            return
        beat = frame_of(message, "hb")
        if beat is not None:
            message = {**message, "text": json.dumps(beat | {"seq": 0})}
        await send(message)

    if scope["type"] == "websocket":
        await product(heard(scope), receive, without_news)
    else:
        await product(scope, receive, send)
