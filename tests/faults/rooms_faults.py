"""What is done to a site while a crowd talks in it, and what the crowd felt."""

import math
import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from peerhub.stack.processes import LOOPBACK
from tests.bench.report import progress
from tests.faults import rooms_rude
from tests.faults.proxy import Line, Proxy
from tests.faults.rooms_client import Client
from tests.faults.rooms_crowd import PHRASES, Crowd, percentile
from tests.faults.rooms_memory import Home
from tests.faults.rooms_site import RoomOfPeople, Server, Site
from tests.faults.rooms_slow import KINDS, Slow
from tests.journeys.machine import eventually

HEALED = 60  # seconds after which we call it broken
LOUD_EVERY, LOUD = 0.3, 1900  # seconds between long messages of one person; characters
# In the log while frames are malformed: who went while we spoke to them, and uvicorn's own line.
FAIR = ("ClientDisconnected", "Invalid UTF-8 sequence received from client")
DROPPED = 55  # seconds in which the server must have let go of a dead socket


@dataclass
class Felt:
    """What is measured over all faults; seconds, if nothing else is said."""

    faults: int = 0
    back: list[float] = field(default_factory=list)  # until each client was served again
    hints: list[float] = field(default_factory=list)  # until news came from the other server
    slow: list[float] = field(default_factory=list)  # until a slow socket was let go
    half_open: list[float] = field(default_factory=list)  # until a dead line was let go
    exits: list[float] = field(default_factory=list)  # from SIGTERM to the end
    bad_answers: dict[str, str] = field(default_factory=dict)
    disturbed: int = 0  # sockets that died while others sent malformed frames
    complaints: int = 0  # errors in the logs meanwhile


class Rage:
    """Does it, one thing after another."""

    def __init__(self, site: Site, crowd: Crowd, talkers: Sequence[Client], pause: float) -> None:
        self.site, self.crowd, self.talkers, self.pause = site, crowd, talkers, pause
        self.felt = Felt()

    # ---- servers

    def servers(self) -> None:
        """Redis and PostgreSQL go away in every way, and a web server stands still."""
        site, valkey, postgres = self.site, self.site.valkey, self.site.postgres
        self._service("Redis killed and emptied", site.kill_valkey, valkey.start, away=5)
        self._service("Redis emptied", lambda: self._redis("FLUSHALL"))
        self._service("Redis silent", lambda: self._redis("CLIENT PAUSE 8000 ALL"), away=8)
        self._service("PostgreSQL restarted", site.quit_postgres, postgres.start, away=3)
        self._service("PostgreSQL cut all connections", site.terminate_backends)
        web = self.site.webs[0]
        self._service(
            "a web server stood still",
            lambda: os.kill(web.process.pid, signal.SIGSTOP),
            lambda: os.kill(web.process.pid, signal.SIGCONT),
            away=12,
        )

    def kill_for_good(self) -> None:
        """Kill a web server; the other one takes everybody."""
        began, victims = time.monotonic(), self._sitting(0)
        self.site.webs[0].kill()
        self._back("web server killed", began, victims)

    def kills(self, rounds: int) -> None:
        """Kill the web servers in turn; each comes back before the next one goes."""
        for number in range(rounds):
            web = self.site.webs[number % 2]
            began, victims = time.monotonic(), self._sitting(number % 2)
            web.kill()
            time.sleep(3)
            web.start()
            self._moved("web server killed", began, victims)

    def restarts(self, rounds: int) -> None:
        """Stop the web servers in turn, in order."""
        for number in range(rounds):
            web = self.site.webs[number % 2]
            began, victims = time.monotonic(), self._sitting(number % 2)
            self.felt.exits.append(web.end(within=25))
            web.start()
            self._moved(f"web server stopped in {self.felt.exits[-1]:.1f} s", began, victims)

    def _service(
        self,
        what: str,
        harm: Callable[[], object],
        repair: Callable[[], object] = lambda: None,
        *,
        away: float = 0.0,
    ) -> None:
        """A part that all share goes away; sockets may stay open."""
        began = time.monotonic()
        harm()
        time.sleep(away)
        repair()
        back = time.monotonic()
        waits = self._until_known(lambda: self.crowd.waits(self.talkers, back))
        hints = self._until_known(lambda: self.crowd.hints(self.talkers, back))
        drops = self._drops(began, back)
        self.felt.back += waits + drops
        self.felt.hints += hints
        self._tell(what, waits + drops, f"news from the other server {_words(hints)}")
        time.sleep(self.pause)

    def _sitting(self, number: int) -> list[Client]:
        """Whose socket ends at this web server."""
        return [one for one in self.crowd.clients if one.is_up and one.home.number == number]

    def _moved(self, what: str, began: float, victims: Sequence[Client]) -> None:
        """Sockets died; their people are back somewhere, and go to where they were."""
        self._back(what, began, victims)
        self.crowd.spread(self.crowd.clients)
        time.sleep(self.pause)

    def _back(self, what: str, began: float, victims: Sequence[Client]) -> None:
        eventually(
            lambda: all(one.watched.drops and one.watched.drops[-1].at > began for one in victims),
            within=HEALED,
            what="everybody notices that the socket is dead",
        )
        self._until_known(lambda: self._drops(began, 0))
        drops = self._drops(began, 0)
        self.felt.back += drops
        self._tell(what, drops, f"{len(drops)} sockets died")

    def _drops(self, began: float, back: float) -> list[float]:
        return [
            (math.inf if drop.up is None else drop.up) - max(drop.at, back)
            for drop in self.crowd.drops(began)
        ]

    def _until_known(self, look: Callable[[], list[float]]) -> list[float]:
        """Look until nobody waits any more, or for long enough."""
        began = time.monotonic()
        while math.inf in (found := look()) and time.monotonic() - began < HEALED:
            time.sleep(0.2)
        return found

    def _tell(self, what: str, waits: Sequence[float], more: str) -> None:
        self.felt.faults += 1
        progress(f"{what}: back {_words(waits)}; {more}")

    def _redis(self, command: str) -> None:
        with socket.create_connection((LOOPBACK, self.site.valkey.port), 2) as peer:
            peer.sendall(command.encode() + b"\r\n")
            assert peer.recv(64).startswith(b"+OK")

    # ---- sockets

    def dead_lines(self, loud: RoomOfPeople) -> tuple[float, float]:
        """Slow and half-open sockets in a loud room; gives the stretch of time of it."""
        began = time.monotonic()
        web = self.site.webs[0]
        talking, quiet, slow = loud.keys[:6], loud.keys[6:16], loud.keys[16:]
        homes = [Home(0, web.address, web.port)]
        loudly = self.crowd.seat([RoomOfPeople(loud.room, talking)], homes)
        proxy = self.crowd.do(Proxy(web.port).open())
        through = [Home(0, web.address, proxy.port)]
        cut_off = self.crowd.seat([RoomOfPeople(loud.room, quiet)], through)
        self.crowd.talk(loudly, every=LOUD_EVERY, length=LOUD)
        self.crowd.talk(cut_off, every=5)
        sockets = [
            Slow(web.port, loud.room, key, takes=takes)
            for key, takes in zip(slow, [*KINDS.values()] * len(slow), strict=False)
        ]
        time.sleep(3)
        frozen = time.monotonic()
        lines = {line.port for line in self.crowd.do(_frozen(proxy))}
        self._watch(web, sockets, lines, began, frozen)
        ended = time.monotonic()
        self.crowd.hush(loudly)
        # The browsers behind the dead lines find out by themselves.
        eventually(
            lambda: all(one.watched.drops and one.watched.drops[-1].up for one in cut_off),
            within=HEALED,
            what="those behind dead lines are back",
        )
        drops = self._drops(frozen, 0)
        self.felt.back += drops
        self._tell("dead lines", drops, f"let go: slow {_words(self.felt.slow)}")
        self.crowd.hush(cut_off)
        for each in sockets:
            each.close()
        for client in cut_off:
            client.homes = homes
        self.crowd.do(proxy.close())
        return began, ended

    def _watch(
        self, web: Server, sockets: list[Slow], lines: set[int], began: float, frozen: float
    ) -> None:
        """Note when the server lets go of each."""
        slow = {each.port for each in sockets}
        while time.monotonic() - frozen < DROPPED and (slow or lines):
            for each in sockets:
                each.turn()
            open_now, now = web.peers(), time.monotonic()
            self.felt.slow += [now - began] * len(slow - open_now)
            self.felt.half_open += [now - frozen] * len(lines - open_now)
            slow, lines = slow & open_now, lines & open_now
            time.sleep(1)
        self.felt.slow += [math.inf] * len(slow)
        self.felt.half_open += [math.inf] * len(lines)

    def misbehave(self, room: RoomOfPeople) -> None:
        """Malformed frames against both servers; nobody else may feel it."""
        began, complaints = time.monotonic(), self._complaints()
        for web, key in zip(self.site.webs, room.keys, strict=True):
            work = rooms_rude.misbehave(web.port, room.room, key)
            self.felt.bad_answers |= self.crowd.do(work, within=240)
        self.felt.disturbed = len(self.crowd.drops(began))
        self.felt.complaints = self._complaints() - complaints
        self._tell("malformed frames", [], f"badly answered: {self.felt.bad_answers or 'none'}")

    def _complaints(self) -> int:
        """Errors in the logs, apart from what may be said of somebody's bad manners."""
        return sum(
            " ERROR " in line and not any(words in line for words in FAIR)
            for web in self.site.webs
            for line in web.log.read_text().splitlines()
        )


async def _frozen(proxy: Proxy) -> list[Line]:
    return proxy.freeze()


def _words(seconds: Sequence[float]) -> str:
    if not seconds:
        return "–"
    return f"{percentile(seconds, 50):.1f} s (p99 {percentile(seconds, 99):.1f} s)"


def words_in_logs(webs: Sequence[Server]) -> int:
    """How often something that a person said stands in a log."""
    words = (rooms_rude.CANARY, *(phrase[:24] for phrase in PHRASES))
    return sum(web.log.read_text().count(word) for web in webs for word in words)
