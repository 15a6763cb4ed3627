"""A browser in a room, without the browser: what static/js does, in asyncio.

Its own timeline by places without a gap; a hole or a heartbeat that is further sends it to catch
up over HTTP; it comes back by backoff with chance; what was not acknowledged is sent again under
the same client id, by the socket or, after 8 seconds without an answer, by the form. Only the
answer says that it is stored; seeing one's own words as news does not.
"""

import asyncio
import json
import random
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from peerhub.stack.processes import LOOPBACK
from tests.faults.checker import History
from tests.faults.rooms_http import TOKEN, ask
from tests.faults.rooms_memory import Drop, Home, Timeline, Waiting, Watched

SILENCE = 50.0  # seconds; two heartbeats are missing: the line is dead
PATIENCE = 8.0  # seconds for an answer before a message goes by the other way
OPENING = 20.0  # seconds for a socket to open
FIRST, LONGEST = 0.5, 30.0  # seconds between tries
PRESSED = (2.0, 6.0)  # seconds until somebody sees "Not sent" and presses "Try again"
FOR_GOOD = (4401, 4404)  # this room is not, or no longer, for this person
EACH = 3  # rounds of catching up at once, as a bound


def delay(attempt: int) -> float:
    """Seconds before try number ``attempt``."""
    most = min(LONGEST, FIRST * 2 ** min(attempt, 16))
    return most / 2 + random.random() * most / 2


class Client:
    """One tab of one person's browser, in one room."""

    def __init__(
        self,
        history: History,
        *,
        key: str,
        homes: Sequence[Home],
        first: int = 0,
        timeline: Timeline | None = None,
    ) -> None:
        self.log, self.key, self.homes = history, key, homes
        self._turn = first
        self.timeline = timeline or Timeline()
        self.outbox: dict[str, Waiting] = {}
        self.watched = Watched()
        self.is_up = False
        self.gone = False
        self._attempt = 0
        self._socket: ClientConnection | None = None
        self._catching = self._again = False
        self._jobs: set[asyncio.Task[None]] = set()

    @property
    def home(self) -> Home:
        """The web server that it talks to, or tries to."""
        return self.homes[self._turn % len(self.homes)]

    async def live(self) -> None:
        """Be in the room, and come back, until ``leave``."""
        while not self.gone:
            why = await self._sit()
            if self.is_up:
                self.is_up = False
                if not self.gone:
                    self.watched.drops.append(Drop(time.monotonic(), why))
            else:
                self._turn += 1  # a balancer sends the next try to another server
            if why in FOR_GOOD:
                self.watched.ended = why
                return
            await asyncio.sleep(delay(self._attempt))
            self._attempt += 1

    async def leave(self) -> None:
        """Close the tab."""
        self.gone = True
        for job in tuple(self._jobs):
            job.cancel()
        if self._socket is not None:
            await self._socket.close()

    async def move(self, to: int) -> None:
        """Go over to another server in order, as when a page is loaded again."""
        if self.home.number == to and self.is_up:
            return
        self._turn = to
        await self.reload()

    async def reload(self) -> None:
        """Close the socket in order, and come back."""
        self._attempt = 0
        if self._socket is not None:
            await self._socket.close(1000)

    def write(self, body: str) -> str:
        """Say something; gives its client id."""
        client_id = str(uuid4())
        self.log.sent[client_id] = body
        self.outbox[client_id] = Waiting(body, time.monotonic())
        self._do(self._send(client_id))
        return client_id

    # ---- the line

    async def _sit(self) -> int:
        """One socket, from opening to its end; gives why it ended."""
        home = self.home
        try:
            socket = await connect(
                f"ws://localhost:{home.port}/ws/r/{self.log.room}/",
                host=LOOPBACK,
                port=home.port,
                origin=Origin(home.origin),
                additional_headers={"Cookie": f"sessionid={self.key}"},
                compression=None,
                ping_interval=None,
                open_timeout=OPENING,
                close_timeout=1,
                proxy=None,
            )
        except (OSError, WebSocketException):
            return 1006
        self._socket = socket
        self.log.wire.append([])
        try:
            return await self._listen(socket)
        finally:
            self._socket = None

    async def _listen(self, socket: ClientConnection) -> int:
        try:
            while True:
                async with asyncio.timeout(SILENCE):
                    frame = await socket.recv()
                self._heard(json.loads(frame))
        except TimeoutError:
            socket.transport.abort()
            return 0
        except (OSError, WebSocketException):
            return socket.close_code or 1006

    def _heard(self, frame: dict[str, Any]) -> None:
        if not self.is_up:
            self._up()
        match frame["t"]:
            case "news":
                self.log.wire[-1] += [event["seq"] for event in frame["events"]]
                self._show(frame["events"])
                if self.timeline.is_behind():
                    self._catch_up()
            case "hb":
                self.timeline.heartbeat(frame["seq"])
                if self.timeline.is_behind(frame["seq"]):
                    self._catch_up()
            case "said":
                self._stored(frame["client_id"], frame["seq"])
            case "error":
                self._refused(frame.get("client_id"))

    def _up(self) -> None:
        self.is_up, self._attempt = True, 0
        if self.watched.drops and self.watched.drops[-1].up is None:
            self.watched.drops[-1].up = time.monotonic()
        for client_id in list(self.outbox):
            self._do(self._send(client_id))

    # ---- what others say

    def _show(self, events: Sequence[dict[str, Any]]) -> None:
        now = time.monotonic()
        for event in self.timeline.take(events):
            body = event.get("body")
            self.log.seen.append((event["seq"], body))
            if body is not None:
                self.watched.arrivals.append((now, body))

    def _catch_up(self) -> None:
        if self._catching:
            self._again = True
            return
        self._catching = True
        self._do(self._fetch())

    async def _fetch(self) -> None:
        try:
            for _ in range(EACH):
                self._again = False
                await self._fetch_news()
                if not self._again:
                    return
        finally:
            self._catching = False

    async def _fetch_news(self) -> None:
        more = True
        while more:
            path = f"/r/{self.log.room}/messages/?after={self.timeline.last}"
            answer = await ask(self.home, path, key=self.key)
            if answer.status != 200:
                return  # the next heartbeat asks again
            page = json.loads(answer.body)
            self.watched.caught_up += len(page["events"])
            self._show(page["events"])
            more = bool(page["more"] and page["events"])

    # ---- own words

    async def _send(self, client_id: str) -> None:
        waiting = self.outbox.get(client_id)
        if waiting is None:
            return
        waiting.state = "sending"
        waiting.tries += 1
        mine = waiting.tries
        frame = {"t": "say", "body": waiting.body, "client_id": client_id}
        if self.is_up and self._socket is not None:
            try:
                await self._socket.send(json.dumps(frame, ensure_ascii=False))
            except (OSError, WebSocketException):
                return  # the socket is dying: ``_up`` sends it again
            await asyncio.sleep(PATIENCE)
        if client_id in self.outbox and waiting.tries == mine and waiting.state == "sending":
            await self._post(client_id, waiting)

    async def _post(self, client_id: str, waiting: Waiting) -> None:
        """The other way: the form that works without scripts."""
        self.watched.by_form += 1
        words = {"csrfmiddlewaretoken": TOKEN, "body": waiting.body, "client_id": client_id}
        answer = await ask(self.home, f"/r/{self.log.room}/", key=self.key, form=words)
        if answer.status == 200:
            self._stored(client_id, json.loads(answer.body)["seq"])
        else:
            self._failed(client_id)

    def _stored(self, client_id: str, seq: int | None) -> None:
        waiting = self.outbox.pop(client_id, None)
        if waiting is None:
            return
        self.log.acked[client_id] = seq
        self.watched.held += seq is None
        self.watched.acks.append((waiting.since, time.monotonic()))

    def _refused(self, client_id: str | None) -> None:
        for each, waiting in list(self.outbox.items()):
            if waiting.state == "sending" and client_id in (None, each):
                self._failed(each)

    def _failed(self, client_id: str) -> None:
        waiting = self.outbox.get(client_id)
        if waiting is not None and waiting.state == "sending":
            waiting.state = "failed"
            self.watched.errors += 1
            self._do(self._press(client_id, waiting))

    async def _press(self, client_id: str, waiting: Waiting) -> None:
        await asyncio.sleep(random.uniform(*PRESSED))
        if waiting.state == "failed":
            await self._send(client_id)

    def _do(self, work: Any) -> None:
        job = asyncio.get_running_loop().create_task(work)
        self._jobs.add(job)
        job.add_done_callback(self._jobs.discard)
