"""PeerHub's real parts on one machine, each of which can be killed and started again."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from peerhub.stack.processes import LOOPBACK, free_port, start
from peerhub.stack.servers import Postgres, Valkey
from peerhub.stack.supervisor import commands
from tests.journeys.person import Person, Seat

ROOT = Path(__file__).resolve().parents[2]
OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "TEST_DB", "PORT", "VAR_DIR")


def clean_environment(**given: str) -> dict[str, str]:
    """Our environment without what other tests put there."""
    return {name: value for name, value in os.environ.items() if name not in OURS} | given


def eventually(holds: Callable[[], Any], *, within: float, what: str) -> float:
    """Wait until ``holds()`` is true; gives the seconds that it took.

    Raises:
        AssertionError: it did not become true in time.
    """
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < within, f"not within {within} s: {what}"
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Web:
    """One uvicorn, started as ``make run`` starts it."""

    folder: Path
    env: dict[str, str]
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """As a browser knows it."""
        return f"http://localhost:{self.port}"

    @property
    def tracebacks(self) -> int:
        """How many exceptions nobody caught, by its log."""
        return (self.folder / f"web-{self.port}.log").read_text().count("Traceback")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        own = {"PUBLIC_URL": self.address, "SOCKET_ORIGINS": self.address}
        with (self.folder / f"web-{self.port}.log").open("ab") as log:
            command = commands(self.folder, LOOPBACK, self.port)["web"]
            self.process = start(command, log=log, env=self.env | own, cwd=ROOT)
        nobody = Person(self.address)
        eventually(lambda: nobody.get("/alive/").status == 200, within=30, what="uvicorn")

    def kill(self) -> None:
        """SIGKILL: nothing is tidied up."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """In order."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


class Machine:
    """PostgreSQL, Valkey and one web server, with a room in which Maya, Noor and Sam are."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.folder = folder
        self.postgres, self.valkey = Postgres(folder / "postgres"), Valkey(folder / "valkey")

    def start(self) -> None:
        """Start all of it and make the room."""
        self.env = clean_environment(
            DATABASE_URL=self.postgres.start(),
            REDIS_URL=self.valkey.start(),
            DJANGO_SETTINGS_MODULE="peerhub.settings.dev",
            VAR_DIR=str(self.folder),
            DEMO="0",
        )
        made = subprocess.run(
            [sys.executable, "-m", "tests.journeys.world"],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        world = json.loads(made.stdout)
        self.room, self.keys = str(world["room"]), dict(world["keys"])
        self.web = Web(self.folder, self.env)
        self.web.start()

    def stop(self) -> None:
        """Stop whatever of it runs."""
        if hasattr(self, "web"):
            self.web.stop()
        self.valkey.stop()
        self.postgres.stop()

    def kill_valkey(self) -> None:
        """SIGKILL."""
        _kill(self.valkey.process)

    def kill_postgres(self) -> None:
        """SIGKILL to the postmaster; its children see that and end."""
        _kill(self.postgres.process)

    def person(self, name: str, web: Web | None = None) -> Person:
        """A signed-in browser without scripts."""
        return Person((web or self.web).address, self.keys[name])

    def seat(self, name: str, web: Web | None = None) -> Seat:
        """A socket in the room."""
        return Seat(self.person(name, web), self.room)

    def stored(self) -> list[tuple[str, str, int | None, int]]:
        """Each message in PostgreSQL: client id, words, place, number of its flags."""
        with psycopg.connect(self.env["DATABASE_URL"]) as connection:
            return connection.execute(
                "SELECT client_id::text, body, seq, (SELECT count(*) FROM safety_flag f"
                " WHERE f.subject_kind = 'rooms.message' AND f.subject_id = m.public_id)"
                " FROM rooms_message m ORDER BY m.id"
            ).fetchall()


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def running_machine(folder: Path) -> Iterator[Machine]:
    """A machine for as long as the block lasts."""
    machine = Machine(folder)
    try:
        machine.start()
        yield machine
    finally:
        machine.stop()
