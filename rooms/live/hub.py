"""One room inside one server process: news is fetched once, built once, and sent to all. Pure.

A hub lives while somebody's socket is in the room. A hint (over the channel layer, or from this
process) only wakes it; what is new comes from the database by place. The heartbeat looks there
too, so a lost hint costs time and never a message.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass
from random import uniform
from typing import Protocol
from weakref import WeakSet

from peerhub.loops import EachLoop
from rooms.live import protocol
from rooms.live.fanout import Member
from rooms.live.lines import Changed, Line
from rooms.live.presence import Lingering

log = logging.getLogger(__name__)

TICK = 0.010  # seconds; what comes within one tick travels in one frame
BEAT = 20.0  # seconds between heartbeats
RETRY = 1.0  # seconds after a failure
PAGE = 200  # messages of one frame
SLICE = 100  # sockets that are sent to before others may work
LOOK = -2  # a hint without news: look at the room itself; no place, so none is taken for it
WRITING = -1  # a hint without news: somebody is writing
TYPING_EVERY = 3.0  # seconds between two frames that say so

_everywhere: "WeakSet[Hub]" = WeakSet()


def nudge(room: str, seq: int) -> None:
    """Wake this process's hubs of ``room``; from any thread. Works without a channel layer."""
    for hub in tuple(_everywhere):
        if hub.room == room:
            hub.loop.call_soon_threadsafe(hub.hint, seq)


def hand(room: str, lines: Sequence[Line]) -> None:
    """Give this process's hubs of ``room`` what was stored here a moment ago; from any thread."""
    for hub in tuple(_everywhere):
        if hub.room == room:
            hub.loop.call_soon_threadsafe(hub.take, lines)


@dataclass(frozen=True)
class Pulse:
    """What the database says at a heartbeat."""

    last_seq: int
    here: int  # already rounded
    state: str  # open, quiet or closed
    gone: Mapping[Member, int]  # whose socket ends now, and the close code that tells them why
    help: Collection[Member] = ()  # to whom help is to be shown, until they have fetched it
    look: str = ""  # changes when the words about the room do


class Source(Protocol):
    """Where a hub looks; the consumers' module provides it."""

    async def start(self, room: str) -> int:
        """The room's last place."""

    async def news(self, room: str, after: int, count: int) -> list[Line | Changed]:
        """At most ``count`` messages and changes after a place, in order, without a hole."""

    async def pulse(self, room: str, members: Collection[Member], people: int) -> Pulse:
        """Look at the room and its members, and write down that there are so many ``people``."""

    def hints(self, room: str) -> AsyncIterator[int]:
        """Places as other processes tell them; ends or raises when the layer is away."""


class Hub:
    """The members of one room in this process, and three tasks that serve them."""

    def __init__(self, room: str, source: Source) -> None:
        self.room = room
        self.source = source
        self.members: set[Member] = set()
        self.last: int | None = None
        self.here = 0
        self.state = ""
        self.look = ""
        self._crowd = Lingering(uniform)
        self.loop = asyncio.get_running_loop()
        self._known = 0  # the furthest place that anybody told of
        self._typing_at = 0.0
        self._handed: dict[int, Line | Changed] = {}
        self._joining = 0
        self._starting = asyncio.Lock()
        self._news = asyncio.Event()
        self._look = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        _everywhere.add(self)

    @property
    def is_idle(self) -> bool:
        """Nobody is in it and nobody is on the way."""
        return not self.members and not self._joining

    async def join(self, member: Member) -> None:
        """Send ``member`` all that comes from now on, after one heartbeat."""
        self._joining += 1
        try:
            async with self._starting:
                if self.last is None:
                    self.last = await self.source.start(self.room)
        finally:
            self._joining -= 1
        if not self._tasks:
            # A clean context: the tasks outlive the socket that came first.
            self._tasks = [
                self.loop.create_task(work(), context=Context())
                for work in (self._listen, self._tell, self._beat)
            ]
        self.members.add(member)

    def leave(self, member: Member) -> None:
        """Send ``member`` nothing more; the last one to leave ends the hub's work."""
        self.members.discard(member)
        member.stop()
        if self.is_idle:
            for task in self._tasks:
                task.cancel()
            self._tasks = []
            self.last = None

    def take(self, lines: Sequence[Line]) -> None:
        """What this process stored itself need not be read again."""
        if self.last is not None and len(self._handed) < PAGE:
            self._handed.update((line.seq, line) for line in lines if line.seq)

    def hint(self, seq: int) -> None:
        """There may be news up to ``seq``; or ``LOOK``, or ``WRITING``."""
        if seq == LOOK:
            self._look.set()
        elif seq == WRITING:
            self.show_typing()
        elif self.last is not None and seq > self.last:
            self._known = max(self._known, seq)
            self._news.set()

    def show_typing(self, but: Member | None = None) -> bool:
        """Say that somebody writes, to all ``but`` the one who does; gives whether it was time."""
        now = time.monotonic()
        if now < self._typing_at + TYPING_EVERY:
            return False
        self._typing_at = now
        for member in tuple(self.members):
            if member is not but:
                member.offer(protocol.TYPING)
        return True

    def pulse_frame(self) -> str:
        """The heartbeat as it is known without looking."""
        return protocol.heartbeat(self.last or 0, self.here, self.state, self.look)

    async def _listen(self) -> None:
        while True:
            try:
                async for seq in self.source.hints(self.room):
                    self.hint(seq)
            except Exception as error:  # noqa: BLE001 - the layer is away: heartbeats go on
                log.warning("hints of a room: %s", type(error).__name__)
            await asyncio.sleep(RETRY)

    async def _tell(self) -> None:
        sent_at = 0.0
        while True:
            await self._news.wait()
            await asyncio.sleep(max(0.0, sent_at + TICK - time.monotonic()))
            sent_at = time.monotonic()
            self._news.clear()
            try:
                await self._tell_once()
            except Exception as error:  # noqa: BLE001 - the database is away: try again
                log.warning("news of a room: %s", type(error).__name__)
                await asyncio.sleep(RETRY)
                self._news.set()

    async def _tell_once(self) -> None:
        lines = self._in_hand() or await self.source.news(self.room, self.last or 0, PAGE)
        if not lines:
            return
        self.last = lines[-1].seq or 0
        self._handed = {seq: line for seq, line in self._handed.items() if seq > self.last}
        await self._send(protocol.news(lines))
        if self.last < self._known:
            self._news.set()  # more was told of meanwhile, or stood behind a hole

    def _in_hand(self) -> list[Line | Changed]:
        """What comes next without a hole, as far as it was handed over."""
        lines: list[Line | Changed] = []
        place = (self.last or 0) + 1
        while place in self._handed:
            lines.append(self._handed[place])
            place += 1
        return lines

    async def _beat(self) -> None:
        """Look at the room every ``BEAT`` seconds, and when told to.

        A look out of turn is told to all only when it found the room itself changed: that a
        sign-in ended makes all rooms of one person look, and must not be seen in them.
        """
        beat_at = 0.0
        while True:
            # Before looking: what happens while we look is looked at again.
            self._look.clear()
            before = (self.state, self.look)
            try:
                await self.beat()
            except Exception as error:  # noqa: BLE001 - the database is away: say what we know
                log.warning("heartbeat of a room: %s", type(error).__name__)
            now = time.monotonic()
            if now >= beat_at or (self.state, self.look) != before:
                beat_at = now + BEAT
                await self._send(self.pulse_frame())
            with suppress(TimeoutError):
                async with asyncio.timeout(beat_at - now):
                    await self._look.wait()

    async def beat(self) -> None:
        """Look once at the room and at its people."""
        members = tuple(self.members)
        people = len({member.person_id for member in members})
        counted = self._crowd.of(people, now=time.monotonic())
        pulse = await self.source.pulse(self.room, members, counted)
        self.here, self.state, self.look = pulse.here, pulse.state, pulse.look
        self.hint(pulse.last_seq)
        for member, code in pulse.gone.items():
            member.dismiss(code)
        for member in pulse.help:
            member.offer(protocol.HELP)

    async def _send(self, frame: str) -> None:
        """Offer ``frame`` to all, and let others work between: a thousand sockets take 10 ms.

        A frame that starts later stays behind by at least a slice: so a heartbeat never tells a
        reader of more than came before it.
        """
        members = tuple(self.members)
        for begin in range(0, len(members), SLICE):
            if begin:
                await asyncio.sleep(0)
            for member in members[begin : begin + SLICE]:
                if member in self.members:  # not gone meanwhile
                    member.offer(frame)


class Hubs:
    """The hubs of this process, by event loop and room."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._by_loop: EachLoop[dict[str, Hub]] = EachLoop(dict)

    async def join(self, room: str, member: Member) -> Hub:
        """The hub of ``room``, with ``member`` in it."""
        hubs = self._by_loop.own
        hub = hubs.get(room) or hubs.setdefault(room, Hub(room, self._source))
        try:
            await hub.join(member)
        except BaseException:
            self.leave(hub, member)
            raise
        return hub

    def leave(self, hub: Hub, member: Member) -> None:
        """Take ``member`` out, and forget a hub that nobody is in."""
        hub.leave(member)
        hubs = self._by_loop.own
        if hub.is_idle and hubs.get(hub.room) is hub:
            del hubs[hub.room]
