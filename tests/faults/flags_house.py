"""Every process of PeerHub, as ``make run`` starts it, each of which can be killed alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from peerhub.stack.processes import LOOPBACK, free_port, start
from peerhub.stack.supervisor import commands
from tests.faults.rooms_site import PRODUCT
from tests.journeys.machine import ROOT, eventually
from tests.journeys.person import Person

STOPPING = 20  # seconds for an end in order
LAST_WORDS = 3000  # characters
PARTS = ("web", "worker", "beat", "watch", "screening")
# Those that are broken on purpose.
RAISING, HANGING = "tests.faults.flags_raising:application", "tests.faults.flags_hanging"


class House:
    """The processes beside the servers; logs and beat's timetable are in ``folder``."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://localhost:{self.port}"
        own = {"PUBLIC_URL": self.address, "SOCKET_ORIGINS": self.address, "DEMO": "0"}
        self.env = {**env, **own, "VAR_DIR": str(folder)}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: list[tuple[str, str]] = []  # which, and what it said last

    def start(self, *names: str, broken: bool = False) -> None:
        """Start some, and wait until the web server answers where it is one of them."""
        for name in names:
            with (self.folder / f"{name}.log").open("ab") as log:
                command = self._command(name, broken=broken)
                self._running[name] = start(command, log=log, env=self.env, cwd=ROOT)
        if "web" in names:
            nobody = Person(self.address)
            eventually(lambda: nobody.get("/alive/").status == 200, within=60, what="uvicorn")

    def kill(self, name: str) -> None:
        """SIGKILL, to the whole session that we started: a worker has children."""
        process = self._running[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """All, in order."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        for name, process in self._running.items():
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                self.kill(name)

    def mend(self) -> None:
        """Start again what ended by itself, as ``make run`` does, and remember it with its last words."""
        for name, process in self._running.items():
            if process.poll() is not None:
                log = self.folder / f"{name}.log"
                self.ended.append((name, log.read_text(errors="replace")[-LAST_WORDS:]))
                self.start(name)

    def _command(self, name: str, *, broken: bool) -> Sequence[object]:
        right = commands(self.folder, LOOPBACK, self.port)[name]
        if not broken:
            return right
        if name == "web":
            return [RAISING if part == PRODUCT else part for part in right]
        return [sys.executable, "-m", HANGING]
