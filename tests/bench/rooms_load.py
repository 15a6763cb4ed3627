"""The people of ``tests.bench.rooms``: sockets that talk and count. Knows nothing of Django."""

import asyncio
import json
import time
from dataclasses import dataclass, field
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

from tests.bench.report import progress

BREATH = 0.205  # seconds between two frames of one socket: its limit is 5 a second
PATIENCE = 60  # seconds for what was said to arrive everywhere
WORDS = (
    "I went outside for ten minutes today. That is all I had, and I am counting it.",
    "The mornings are the worst for me, and the phone is the hardest part.",
    "Thank you for saying that. I read it twice.",
    "I still set two cups out sometimes, and then I put one back.",
)


@dataclass(frozen=True)
class Load:
    """What to do."""

    address: str
    room: str
    keys: list[str]
    seconds: float
    gentle_posts: int
    gentle_rate: float


@dataclass
class Measured:
    """What came of it."""

    posts: int = 0
    deliveries: int = 0
    seconds: float = 0.0
    lost: int = 0
    waits: list[float] = field(default_factory=list)  # seconds, gentle

    def percentile(self, share: int) -> float:
        """The wait that ``share`` per cent of deliveries did not exceed, in seconds."""
        waits = sorted(self.waits)
        return waits[min(len(waits) - 1, len(waits) * share // 100)] if waits else 0.0


class Seat:
    """One socket: counts what arrives, each message once."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.received = 0
        self.stored = asyncio.Queue[int]()
        self.gentle = False
        self.waits: list[float] = []

    async def listen(self) -> None:
        """Read until the socket ends."""
        async for frame in self.socket:
            now = time.perf_counter()
            text = str(frame)
            if text.startswith('{"t":"news"'):
                self.received += text.count('{"seq":')
                if self.gentle:
                    for event in json.loads(text)["events"]:
                        self.waits.append(now - float(event["body"].rsplit(" ", 1)[1]))
            elif text.startswith('{"t":"said"'):
                self.stored.put_nowait(1)
            elif text.startswith('{"t":"error"'):
                self.stored.put_nowait(0)

    async def say(self, words: str) -> None:
        """Send one message."""
        frame = {"t": "say", "body": words, "client_id": str(uuid4())}
        await self.socket.send(json.dumps(frame))


def measure(load: Load) -> Measured:
    """Open the sockets, talk, and count."""
    return asyncio.run(_measure(load))


async def _measure(load: Load) -> Measured:
    seats = await _open(load)
    readers = [asyncio.create_task(seat.listen()) for seat in seats]
    measured = Measured()
    progress(f"{len(seats)} sockets are open; saturation for {load.seconds:g} s …")
    await _saturate(seats, load, measured)
    progress(f"{measured.posts} messages; now gently …")
    await _gently(seats, load, measured)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*(seat.socket.close() for seat in seats), return_exceptions=True)
    return measured


async def _open(load: Load) -> list[Seat]:
    uri = f"{load.address.replace('http', 'ws', 1)}/ws/r/{load.room}/"
    seats = []
    for key in load.keys:
        socket = await connect(
            uri,
            origin=load.address,  # type: ignore[arg-type]
            additional_headers={"Cookie": f"sessionid={key}"},
            compression=None,
            ping_interval=None,
            max_queue=None,
            open_timeout=30,
        )
        seats.append(Seat(socket))
    return seats


async def _saturate(seats: list[Seat], load: Load, measured: Measured) -> None:
    began = time.perf_counter()
    until = began + load.seconds

    async def talk(number: int, seat: Seat) -> None:
        await asyncio.sleep(BREATH * number / len(seats))
        while (start := time.perf_counter()) < until:
            await seat.say(WORDS[number % len(WORDS)])
            stored = await asyncio.wait_for(seat.stored.get(), PATIENCE)
            measured.posts += stored
            await asyncio.sleep(max(0.0, start + BREATH - time.perf_counter()))

    talking = asyncio.gather(*(talk(number, seat) for number, seat in enumerate(seats)))
    await asyncio.sleep(max(0.0, until - time.perf_counter()))
    measured.seconds = time.perf_counter() - began
    measured.deliveries = sum(seat.received for seat in seats)
    await talking
    measured.lost += await _missing(seats, measured.posts)


async def _gently(seats: list[Seat], load: Load, measured: Measured) -> None:
    for seat in seats:
        seat.received, seat.gentle = 0, True
    for number in range(load.gentle_posts):
        seat = seats[number % len(seats)]
        await seat.say(f"{WORDS[number % len(WORDS)]} {time.perf_counter()}")
        await asyncio.sleep(1 / load.gentle_rate)
    measured.lost += await _missing(seats, load.gentle_posts)
    measured.waits = [wait for seat in seats for wait in seat.waits]


async def _missing(seats: list[Seat], said: int) -> int:
    """Messages that did not reach a socket in time, over all sockets."""
    until = time.perf_counter() + PATIENCE
    while any(seat.received < said for seat in seats) and time.perf_counter() < until:
        await asyncio.sleep(0.05)
    return sum(abs(said - seat.received) for seat in seats)
