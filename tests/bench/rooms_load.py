"""The two loads: a steady number of posts a second, and a steady number of posts in flight."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from tests.bench.rooms_machine import cpu_seconds
from tests.bench.rooms_wire import Crowd, Ledger, differences, mark_of

WORDS = (
    "I went outside for ten minutes today, and that is all I had. I am counting it anyway, and"
    " I will try the same again tomorrow, a little further than the gate."
)
WATCHED = 64  # sockets on which every post is looked for
STALLED = 3.0  # seconds without any delivery: nothing more is waited for
WARMING, PATIENCE = 8, 10.0  # posts before a measurement, and seconds for them
RAMP = 0.4  # seconds of saturation before the count begins
OURS = "ours"  # the name of this project among those measured
BREATH = 0.205  # seconds between two frames of one socket: the product's limit is 5 a second

_numbers = count()
_dice = random.Random(3)  # the order of client ids means nothing


def plain(words: str) -> bytes:
    """A post as our socket, and the peers in Python, read it."""
    frame = {"t": "say", "body": words, "client_id": str(UUID(int=_dice.getrandbits(128)))}
    return json.dumps(frame, separators=(",", ":")).encode()


def socketio(words: str) -> bytes:
    """A post as socket.io reads it."""
    return b'42["say",' + plain(words) + b"]"


def socketio_answer(payload: bytes) -> bytes:
    """What an engine.io client answers: it joins the namespace, and says that it is there."""
    if payload.startswith(b"0"):
        return b"40"
    return b"3" if payload == b"2" else b""


@dataclass(frozen=True)
class Talk:
    """How people talk."""

    frame: Callable[[str], bytes]
    size: int  # characters of what is said
    breath: float = 0.0  # seconds between two posts of one socket


@dataclass
class Heard:
    """What came of it."""

    posts: int = 0
    seconds: float = 0.0
    deliveries: int = 0  # within the seconds
    done: int = 0  # posts that reached all watched sockets within the seconds
    missing: int = 0  # deliveries that had not come when the drain was over, or that came twice
    cpu: float = 0.0  # share of a core that the server used
    load_cpu: float = 0.0  # likewise, we
    sockets: int = 0
    waits: list[float] = field(default_factory=list)

    @property
    def deliveries_per_s(self) -> float:
        """Messages that arrived at a socket, a second."""
        return self.deliveries / self.seconds

    @property
    def posts_per_s(self) -> float:
        """Posts that arrived everywhere, a second; of one under way, the share that arrived."""
        return self.deliveries_per_s / self.sockets

    def ms(self, share: int) -> float:
        """The wait that ``share`` per cent of deliveries did not exceed, in ms."""
        waits = sorted(self.waits)
        return waits[min(len(waits) - 1, len(waits) * share // 100)] * 1000 if waits else 0.0


def missing_word(name: str) -> str:
    """What is missing after the drain: lost if it is ours, late if a peer might still bring it."""
    return "lost" if name == OURS else "late"


class Talker:
    """One measurement on one crowd."""

    def __init__(self, crowd: Crowd, talk: Talk, pid: int) -> None:
        crowd.watch(min(WATCHED, len(crowd.seats)))
        self.crowd, self.talk, self.pid = crowd, talk, pid
        self.ledger = crowd.ledger = Ledger(next(_numbers), crowd.watched)
        self.before = [seat.got for seat in crowd.seats]
        self._turn = 0
        self._spoke = [0.0] * len(crowd.seats)
        self._errors = sum(len(seat.errors) for seat in crowd.seats)

    def post(self) -> bool:
        """One says something, in turn; False when nobody may yet."""
        now = time.perf_counter()
        if now < self._spoke[self._turn] + self.talk.breath:
            return False
        seat = self.crowd.seats[self._turn]
        self._spoke[self._turn] = now
        # A step that shares no divisor with the number of seats: neighbours do not follow.
        self._turn = (self._turn + 7) % len(self.crowd.seats)
        number = self.ledger.first + len(self.ledger.sent)
        words = f"{mark_of(number)} {WORDS}"[: self.talk.size]
        self.ledger.sent.append(now)
        self.ledger.seen.append(0)
        next(_numbers)
        seat.send(self.talk.frame(words))
        return True

    def warm(self) -> None:
        """A few posts that are not measured: the first one of a process loads the rules."""
        for _ in range(WARMING):
            self.post()
            self._until(time.perf_counter() + 0.02)
        self._missing(PATIENCE)

    def equal(self, *, rate: float, seconds: float, drain: float) -> Heard:
        """``rate`` posts a second, evenly; whoever is slow has the more of them in flight."""
        began, cpu, own = time.perf_counter(), cpu_seconds(self.pid), time.process_time()
        got = self.crowd.received
        for number in range(round(rate * seconds)):
            self._until(began + number / rate)
            self.post()
        self._until(began + seconds)
        heard = self._cut(began, cpu, own, got)
        heard.missing = self._missing(drain)
        heard.waits = self.ledger.waits
        return heard

    def saturate(self, *, flying: int, seconds: float, drain: float) -> Heard:
        """``flying`` posts in flight at any moment."""
        self.ledger.timed = False
        self._fly(flying, time.perf_counter() + RAMP)
        began, cpu, own = time.perf_counter(), cpu_seconds(self.pid), time.process_time()
        got, done = self.crowd.received, self.ledger.done
        self._fly(flying, began + seconds)
        heard = self._cut(began, cpu, own, got)
        heard.done = self.ledger.done - done
        heard.missing = self._missing(drain)
        return heard

    def _fly(self, flying: int, until: float) -> None:
        ledger, crowd = self.ledger, self.crowd
        while time.perf_counter() < until:
            while len(ledger.sent) - ledger.done < flying and self.post():
                pass
            crowd.turn(0.005)

    def _until(self, instant: float) -> None:
        while (left := instant - time.perf_counter()) > 0:
            self.crowd.turn(left)

    def _cut(self, began: float, cpu: float, own: float, got: int) -> Heard:
        seconds = time.perf_counter() - began
        return Heard(
            posts=len(self.ledger.sent),
            sockets=len(self.crowd.seats),
            seconds=seconds,
            deliveries=self.crowd.received - got,
            cpu=(cpu_seconds(self.pid) - cpu) / seconds,
            load_cpu=(time.process_time() - own) / seconds,
        )

    def _missing(self, drain: float) -> int:
        """Messages that did not reach a socket, or reached it twice; what a server refused too.

        A watched socket tells each post from the others; of the rest only the number is known.
        """
        crowd, first, said = self.crowd, self.ledger.first, len(self.ledger.sent)
        due = sum(self.before) + said * len(crowd.seats)
        until = time.perf_counter() + drain
        got, moved = crowd.received, time.perf_counter()
        while got < due and time.perf_counter() < min(until, moved + STALLED):
            crowd.turn(0.02)
            if crowd.received != got:
                got, moved = crowd.received, time.perf_counter()
        pairs = zip(crowd.seats, self.before, strict=True)
        return sum(
            differences(seat.marks, first=first, count=said)
            if seat.is_watched
            else abs(seat.got - was - said)
            for seat, was in pairs
        )

    @property
    def errors(self) -> list[bytes]:
        """What servers refused, and closes."""
        return [error for seat in self.crowd.seats for error in seat.errors][self._errors :]
