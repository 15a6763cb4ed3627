"""``make faults NAME=servers``: PostgreSQL, Valkey and the web server are killed while people talk.

Three people say something as fast as they may, in one room. Again and again one of the three
programs gets SIGKILL and comes back. What was not acknowledged is sent again under the same id,
as browsers do. In the end every acknowledged message must be stored, and exactly once.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from uuid import uuid4

from websockets.exceptions import WebSocketException

from tests.bench.report import progress, report
from tests.journeys.machine import Machine, eventually, running_machine
from tests.journeys.person import Seat
from tests.journeys.world import PEOPLE

AWAY = 2.0  # seconds that a killed program stays away
BETWEEN = 3.0  # seconds of talk between two faults
HEALED = 60  # seconds after which we call it broken
BREATH = 0.25  # seconds between two messages of one person


class Talker(threading.Thread):
    """Says one thing after another, each until it is acknowledged."""

    def __init__(self, machine: Machine, name: str) -> None:
        super().__init__(daemon=True)
        self.machine, self.who = machine, name
        self.acknowledged: list[str] = []
        self.enough = threading.Event()
        self.seat: Seat | None = None

    def run(self) -> None:
        """Talk until it is enough; what is being said is said to its end."""
        while not self.enough.is_set():
            client_id = str(uuid4())
            while not self._said(client_id):
                time.sleep(0.3)
            self.acknowledged.append(client_id)
            time.sleep(BREATH)
        if self.seat:
            self.seat.close()

    def _said(self, client_id: str) -> bool:
        try:
            if self.seat is None or self.seat.closed.is_set():
                self.seat = self.machine.seat(self.who)
            answer = self.seat.told("One more evening, and I am still here.", client_id, within=8)
        except (OSError, WebSocketException):
            self.seat = None
            return False
        return answer.get("t") == "said"


def main() -> int:
    """Talk, kill, count; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--toy", action="store_true")
    rounds = 1 if parser.parse_args().toy else 4
    with (
        tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder,
        running_machine(Path(folder)) as machine,
    ):
        talkers = [Talker(machine, name) for name in PEOPLE]
        for talker in talkers:
            talker.start()
        healed = [_fault(machine, talkers, what) for _ in range(rounds) for what in FAULTS]
        for talker in talkers:
            talker.enough.set()
        for talker in talkers:
            talker.join(HEALED)
        stored = Counter(client_id for client_id, *_ in machine.stored())
        places = sorted(seq for _, _, seq, _ in machine.stored() if seq is not None)
    acknowledged = [client_id for talker in talkers for client_id in talker.acknowledged]
    return report(
        "servers",
        {
            "faults": len(healed),
            "acknowledged": len(acknowledged),
            "missing": sum(stored[client_id] == 0 for client_id in acknowledged),
            "doubled": sum(count > 1 for count in stored.values()),
            "gaps": len(set(range(1, len(places) + 1)) ^ set(places)),
            "recovered_s": max(healed),
        },
        {
            "acknowledged": (">=", 10 * rounds),
            "missing": ("<=", 0),
            "doubled": ("<=", 0),
            "gaps": ("<=", 0),
            "recovered_s": ("<=", 15),
        },
    )


def _fault(machine: Machine, talkers: list[Talker], what: str) -> float:
    """Kill it, bring it back; the seconds from its start until everybody is heard again."""
    time.sleep(BETWEEN)
    kill, start = FAULTS[what]
    kill(machine)
    time.sleep(AWAY)
    heard = {talker.who: len(talker.acknowledged) for talker in talkers}
    began = time.monotonic()
    start(machine)
    eventually(
        lambda: all(len(talker.acknowledged) > heard[talker.who] + 1 for talker in talkers),
        within=HEALED,
        what=f"everybody is heard after {what} came back",
    )
    seconds = time.monotonic() - began
    progress(f"{what} was away for {AWAY:g} s; everybody was heard {seconds:.1f} s after its start")
    return seconds


FAULTS = {
    "postgresql": (Machine.kill_postgres, lambda machine: machine.postgres.start()),
    "valkey": (Machine.kill_valkey, lambda machine: machine.valkey.start()),
    "web": (lambda machine: machine.web.kill(), lambda machine: machine.web.start()),
}

if __name__ == "__main__":
    sys.exit(main())
