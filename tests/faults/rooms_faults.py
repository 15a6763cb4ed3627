"""What is done to the servers of a site while a crowd talks in it, and what the crowd felt."""

import math
import os
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from peerhub.stack.processes import LOOPBACK
from tests.bench.report import progress
from tests.faults.rooms_client import Client
from tests.faults.rooms_crowd import Crowd, percentile
from tests.faults.rooms_logs import of_outages
from tests.faults.rooms_memory import Drop
from tests.faults.rooms_site import Site
from tests.journeys.machine import eventually

HEALED = 60  # seconds after which we call it broken


@dataclass
class Felt:
    """What is measured over all faults; seconds, if nothing else is said."""

    faults: int = 0
    # Of each fault: how long everybody whose socket died was away, and until all others were told
    # "stored" again.
    back: list[list[float]] = field(default_factory=list)
    served: list[list[float]] = field(default_factory=list)
    killed: list[int] = field(default_factory=list)  # sockets that died of each kill
    hints: list[float] = field(default_factory=list)  # until news came from the other server
    slow: list[float] = field(default_factory=list)  # until a stalled socket was let go
    slow_dropped: int = 0  # clients on slow lines that the server sent away
    slow_behind: float = 0.0  # the oldest news that one of them got
    slow_caught_up: float = 0.0  # until they had everything, after the last loud word
    half_open: list[float] = field(default_factory=list)  # until a dead line was let go
    noticed: list[float] = field(default_factory=list)  # until its client gave it up
    exits: list[float] = field(default_factory=list)  # from SIGTERM to the end
    bad_answers: dict[str, str] = field(default_factory=dict)
    disturbed: int = 0  # sockets that died while others sent malformed frames
    complaints: int = 0  # errors in the logs meanwhile
    excused: set[str] = field(default_factory=set)  # lines in the logs that outages explain


class Rage:
    """Does it, one thing after another."""

    def __init__(self, site: Site, crowd: Crowd, talkers: Sequence[Client], pause: float) -> None:
        self.site, self.crowd, self.talkers, self.pause = site, crowd, talkers, pause
        self.felt = Felt()

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
        self.felt.excused = of_outages(site.webs)

    def kill_for_good(self) -> None:
        """Kill a web server; the other one takes everybody."""
        began, victims = time.monotonic(), self._sitting(0)
        self.site.webs[0].kill()
        self.felt.killed.append(self._back("web server killed", began, victims))

    def kills(self, rounds: int) -> None:
        """Kill the web servers in turn; each comes back before the next one goes."""
        for number in range(rounds):
            web = self.site.webs[number % 2]
            began, victims = time.monotonic(), self._sitting(number % 2)
            web.kill()
            time.sleep(3)
            web.start()
            self.felt.killed.append(self._moved("web server killed", began, victims))

    def restarts(self, rounds: int) -> None:
        """Stop the web servers in turn, in order."""
        for number in range(rounds):
            web = self.site.webs[number % 2]
            began, victims = time.monotonic(), self._sitting(number % 2)
            self.felt.exits.append(web.end(within=25))
            web.start()
            self._moved(f"web server stopped in {self.felt.exits[-1]:.1f} s", began, victims)

    def count_drops(self, began: float, back: float = 0.0) -> list[float]:
        """Wait until all whose sockets died since ``began`` are back; keep how long it took."""
        away = self._until_known(lambda: [_away(drop, back) for drop in self.crowd.drops(began)])
        self.felt.back.append(away)
        return away

    def tell(self, what: str, words: str) -> None:
        """One more fault is over."""
        self.felt.faults += 1
        progress(f"{what}: {words}")

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
        served = self._until_known(lambda: self.crowd.waits(self._stayed(began), back))
        hints = self._until_known(lambda: self.crowd.hints(self.talkers, back))
        self.felt.served.append(served)
        self.felt.hints += hints
        time.sleep(self.pause)
        drops = self.count_drops(began, back)
        news = f"news from the other server {in_words(hints)}"
        self.tell(what, f"served {in_words(served)}; {news}; {_died(drops)}")

    def _sitting(self, number: int) -> list[Client]:
        """Whose socket ends at this web server."""
        return [one for one in self.crowd.clients if one.is_up and one.home.number == number]

    def _stayed(self, began: float) -> list[Client]:
        """Talkers whose socket did not die since ``began``."""
        return [one for one in self.talkers if all(drop.at < began for drop in one.watched.drops)]

    def _moved(self, what: str, began: float, victims: Sequence[Client]) -> int:
        """Sockets died; their people are back somewhere, and go to where they were."""
        died = self._back(what, began, victims)
        self.crowd.spread(self.crowd.clients)
        time.sleep(self.pause)
        return died

    def _back(self, what: str, began: float, victims: Sequence[Client]) -> int:
        """Sockets died; gives how many."""
        eventually(
            lambda: all(one.watched.drops and one.watched.drops[-1].at > began for one in victims),
            within=HEALED,
            what="everybody notices that the socket is dead",
        )
        drops = self.count_drops(began)
        self.tell(what, _died(drops))
        return len(drops)

    def _until_known(self, look: Callable[[], list[float]]) -> list[float]:
        """Look until nobody waits any more, or for long enough."""
        began = time.monotonic()
        while math.inf in (found := look()) and time.monotonic() - began < HEALED:
            time.sleep(0.2)
        return found

    def _redis(self, command: str) -> None:
        with socket.create_connection((LOOPBACK, self.site.valkey.port), 2) as peer:
            peer.sendall(command.encode() + b"\r\n")
            assert peer.recv(64).startswith(b"+OK")


def _away(drop: Drop, back: float) -> float:
    """Seconds from the death of a socket until its client was spoken to on a new one.

    From ``back`` on, when the service was away until then and nobody could be helped before.
    """
    if drop.up is None:
        return math.inf
    return drop.up - (drop.at if drop.up < back else max(drop.at, back))


def _died(drops: Sequence[float]) -> str:
    return f"{len(drops)} sockets died, back {in_words(drops)}"


def in_words(seconds: Sequence[float]) -> str:
    """Median and p99."""
    if not seconds:
        return "–"
    return f"{percentile(seconds, 50):.1f} s (p99 {percentile(seconds, 99):.1f} s)"
