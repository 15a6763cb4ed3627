"""Many clients in a thread of their own: they talk at a given pace, and what they felt is kept."""

import asyncio
import itertools
import math
import random
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Sequence
from typing import Any, TypeVar

from tests.faults.checker import History
from tests.faults.proxy import Proxy
from tests.faults.rooms_client import Client
from tests.faults.rooms_memory import Drop, Home, Timeline
from tests.faults.rooms_site import RoomOfPeople
from tests.journeys.machine import eventually

T = TypeVar("T")
OPENERS = 20  # sockets that open at once
CHOSEN = 1000  # close code of somebody who goes by themselves
AT_A_TIME = 3  # messages that one person leaves unanswered before they wait
PHRASES = (
    "I went outside for ten minutes today, and I am counting it",
    "The mornings are long, and the evenings are a little better",
    "Thank you for writing that. I read it twice",
    "I set two cups out, and then I put one back",
)
LETTERS = ("bdglmnrt", "aou")


class Words:
    """What people say: never the same twice, and without a number that looks like contact data."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.written: dict[str, tuple[float, int]] = {}  # words: when, and to which server

    def next(self, server: int, *, length: int = 0) -> str:
        """Something new; at least ``length`` characters of it."""
        number = next(self._numbers)
        body = f"{PHRASES[number % len(PHRASES)]}, {_name(number)}."
        body += " " + "…" * max(0, length - len(body) - 1) if length else ""
        self.written[body] = (time.monotonic(), server)
        return body


def _name(number: int) -> str:
    """``number`` in syllables."""
    consonants, vowels = LETTERS
    syllables = []
    for _ in range(5):
        number, place = divmod(number, len(consonants) * len(vowels))
        syllables.append(consonants[place % len(consonants)] + vowels[place // len(consonants)])
    return "".join(syllables)


class Crowd:
    """Clients, and the thread that they live in."""

    def __init__(self) -> None:
        self.words = Words()
        self.clients: list[Client] = []
        self._proxies: list[Proxy] = []
        self._talking: dict[Client, asyncio.Task[None]] = {}
        self._living: dict[Client, asyncio.Task[None]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, T], within: float = 120) -> T:
        """Run something among the clients, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(within)

    def seat(
        self,
        rooms: Sequence[RoomOfPeople],
        homes: Sequence[Home],
        *,
        twice: int = 0,
        timeline: Callable[[], Timeline] = Timeline,
    ) -> list[Client]:
        """A client for everybody, on the servers in turn; the first ``twice`` have two sockets."""
        people = [(room.room, key) for room in rooms for key in room.keys]
        step = max(1, len(people) // twice) if twice else len(people) + 1
        made = []
        for number, (room, key) in enumerate(people):
            for copy in range(2 if twice and number % step == 0 else 1):
                history = History(f"person {number}, socket {copy}", room)
                first = number + copy
                made.append(Client(history, key=key, homes=homes, first=first, timeline=timeline()))
        self.clients += made
        self.do(self._open(made))
        eventually(lambda: all(client.is_up for client in made), within=60, what="all are in")
        return made

    def proxy(self, target: int, rate: float = 0) -> Proxy:
        """A line to ``target`` for some of them, as long as the crowd lives; see ``Proxy``."""
        proxy = self.do(Proxy(target, rate).open())
        self._proxies.append(proxy)
        return proxy

    def talk(self, clients: Iterable[Client], *, every: float, length: int = 0) -> None:
        """Let each of ``clients`` say something about ``every`` so many seconds."""

        async def begin() -> None:
            for client in clients:
                work = self._talk(client, every, length)
                self._talking[client] = self._loop.create_task(work)

        self.do(begin())

    def hush(self, clients: Iterable[Client] | None = None) -> None:
        """Let them say nothing new; what is on its way goes on."""

        async def end() -> None:
            for client in list(self._talking) if clients is None else clients:
                self._talking.pop(client).cancel()

        self.do(end())

    def settle(self, places: Callable[[], dict[str, int]], within: float) -> float:
        """Wait until all is acknowledged and seen, without any help; gives the seconds.

        Who does not get there stays where it is: the judge tells what is missing.
        """
        began = time.monotonic()
        while time.monotonic() - began < within:
            if not any(client.outbox for client in self.clients):
                last = places()
                if all(one.timeline.last >= last[one.log.room] for one in self.clients):
                    break
            time.sleep(0.2)
        return time.monotonic() - began

    def spread(self, clients: Sequence[Client]) -> None:
        """Everybody goes back to the server that they like best, in order.

        Who does not get there is not waited for: the judge tells what is missing.
        """

        async def go() -> None:
            await asyncio.gather(
                *(client.move(number % 2) for number, client in enumerate(clients)),
            )

        self.do(go())
        until = time.monotonic() + 60
        while time.monotonic() < until and not all(one.is_up for one in clients):
            time.sleep(0.05)

    def close(self) -> None:
        """All go; raises what killed a client."""

        async def end() -> list[Any]:
            for task in self._talking.values():
                task.cancel()
            await asyncio.gather(*(client.leave() for client in self.clients))
            living = self._living.values()
            for task in living:
                task.cancel()
            for proxy in self._proxies:
                await proxy.close()
            return await asyncio.gather(*living, return_exceptions=True)

        try:
            ends = self.do(end(), within=60)
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
        for problem in ends:
            if isinstance(problem, Exception):
                raise problem

    async def _open(self, clients: Sequence[Client]) -> None:
        for number, client in enumerate(clients):
            self._living[client] = self._loop.create_task(client.live())
            if number % OPENERS == OPENERS - 1:
                await asyncio.sleep(0.2)

    async def _talk(self, client: Client, every: float, length: int) -> None:
        await asyncio.sleep(random.uniform(0, every))
        while True:
            if len(client.outbox) < AT_A_TIME:
                client.write(self.words.next(client.home.number, length=length))
            await asyncio.sleep(random.uniform(0.5, 1.5) * every)

    # ---- what they felt

    def drops(self, since: float, until: float = math.inf) -> list[Drop]:
        """Sockets that died, apart from those that were closed by choice."""
        return [
            drop
            for client in self.clients
            for drop in client.watched.drops
            if since <= drop.at < until and drop.why != CHOSEN
        ]

    def waits(self, clients: Iterable[Client], back: float) -> list[float]:
        """Seconds until each was told "stored" for the first time after ``back``, from then or
        from when they wrote it, whichever is later; infinite: never.
        """
        found = []
        for client in clients:
            acks = list(client.watched.acks)
            told = [(at, written) for written, at in acks if at > back]
            at, written = min(told, default=(math.inf, 0.0))
            found.append(at - max(back, written))
        return found

    def hints(self, clients: Iterable[Client], back: float) -> list[float]:
        """Seconds after ``back`` until each saw something new from the other server's people."""
        found = []
        for client in clients:
            fresh = [
                at
                for at, body in list(client.watched.arrivals)
                if at > back and self._is_foreign(client, body, back)
            ]
            found.append(min(fresh, default=math.inf) - back)
        return found

    def latencies(self, clients: Iterable[Client], since: float, until: float) -> list[float]:
        """Seconds from writing to being shown, for what was shown in a stretch of time."""
        return [
            at - self.words.written[body][0]
            for client in clients
            for at, body in list(client.watched.arrivals)
            if since <= at < until and self.words.written[body][0] >= since
        ]

    def _is_foreign(self, client: Client, body: str, since: float) -> bool:
        written, server = self.words.written[body]
        return written > since and server != client.home.number


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` per cent do not exceed; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))] if ordered else 0.0
