"""PeerHub on two web processes, every part of which can be killed; and what it stored."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from peerhub.stack.processes import LOOPBACK, start
from peerhub.stack.servers import Postgres, Valkey
from peerhub.stack.supervisor import commands
from tests.faults.checker import Row
from tests.journeys.machine import ROOT, Web, clean_environment, eventually
from tests.journeys.person import Person

PRODUCT = "peerhub.asgi:application"
PAGE = 4096  # bytes of /proc/*/statm's unit
ESTABLISHED = "01"  # /proc/net/tcp


@dataclass
class Server(Web):
    """One uvicorn, started as ``make run`` starts it; ``application`` may be a broken one."""

    application: str = PRODUCT

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / f"web-{self.port}.log"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it."""
        own = {"PUBLIC_URL": self.address, "SOCKET_ORIGINS": self.address}
        command = [
            self.application if part == PRODUCT else part
            for part in commands(self.folder, LOOPBACK, self.port)["web"]
        ]
        with self.log.open("ab") as log:
            self.process = start(command, log=log, env=self.env | own, cwd=ROOT)

    def wait(self) -> None:
        """Wait until it answers."""
        nobody = Person(f"http://{LOOPBACK}:{self.port}")
        eventually(lambda: nobody.get("/alive/").status == 200, within=40, what="uvicorn")

    def end(self, within: float) -> float:
        """SIGTERM; gives the seconds until it was gone, ``within`` when it had to be killed."""
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
        return time.monotonic() - began

    @property
    def megabytes(self) -> float:
        """Of memory that it really uses."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * PAGE / 2**20

    def peers(self) -> set[int]:
        """The far ports of all connections that it holds open."""
        found = set()
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            _, here, there, state, *_, inode = line.split()[:10]
            if state == ESTABLISHED and inode != "0" and _port(here) == self.port:
                found.add(_port(there))
        return found


def _port(address: str) -> int:
    return int(address.split(":")[1], 16)


@dataclass(frozen=True)
class RoomOfPeople:
    """A room, and the sessions of those in it."""

    room: str
    keys: list[str]


class Site:
    """PostgreSQL, Valkey and two web servers."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.folder = folder
        self.postgres = Postgres(folder / "postgres")
        self.valkey = Valkey(folder / "valkey", durable=False)  # killed means emptied
        self.webs: list[Server] = []

    def start(self, *shapes: str) -> list[RoomOfPeople]:
        """Start all of it and fill rooms; see ``rooms_world``."""
        self.env = clean_environment(
            DATABASE_URL=self.postgres.start(),
            REDIS_URL=self.valkey.start(),
            DJANGO_SETTINGS_MODULE="peerhub.settings.dev",
            VAR_DIR=str(self.folder),
            DEMO="0",
        )
        rooms = self.fill(*shapes)
        self.webs = [Server(self.folder, self.env) for _ in range(2)]
        for web in self.webs:
            web.begin()
        for web in self.webs:
            web.wait()
        return rooms

    def fill(self, *shapes: str) -> list[RoomOfPeople]:
        """More rooms with people."""
        made = subprocess.run(
            [sys.executable, "-m", "tests.faults.rooms_world", *shapes],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        return [RoomOfPeople(**room) for room in json.loads(made.stdout.splitlines()[-1])]

    def stop(self) -> None:
        """Stop whatever of it runs."""
        for web in self.webs:
            web.stop()
        self.valkey.stop()
        self.postgres.stop()

    def kill_valkey(self) -> None:
        """SIGKILL; it keeps nothing."""
        assert self.valkey.process is not None
        self.valkey.process.kill()
        self.valkey.process.wait()

    def quit_postgres(self) -> None:
        """What ``pg_ctl stop -m immediate`` does: no goodbye, recovery at the next start."""
        assert self.postgres.process is not None
        self.postgres.process.send_signal(signal.SIGQUIT)
        self.postgres.process.wait()

    def terminate_backends(self) -> int:
        """Cut every connection that PostgreSQL has; gives how many."""
        with self._database() as database:
            found = database.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            ).fetchone()
        return int(found[0]) if found else 0

    def connections(self) -> int:
        """How many connections the site has to PostgreSQL."""
        with self._database() as database:
            found = database.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            ).fetchone()
        return int(found[0]) if found else 0

    def rows(self) -> list[Row]:
        """Everything that has a place, or waits for one, in every room."""
        with self._database() as database:
            found: list[tuple[Any, ...]] = database.execute(
                "SELECT r.public_id, m.seq, m.client_id::text, m.body"
                " FROM rooms_message m JOIN rooms_room r ON r.id = m.room_id"
                " UNION ALL SELECT r.public_id, c.seq, '', NULL"
                " FROM rooms_change c JOIN rooms_room r ON r.id = c.room_id"
            ).fetchall()
        return [Row(*one) for one in found]

    def places(self) -> dict[str, int]:
        """The last place of every room, as the room itself counts."""
        with self._database() as database:
            found = database.execute("SELECT public_id, last_seq FROM rooms_room").fetchall()
        return dict(found)

    def _database(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.env["DATABASE_URL"], connect_timeout=5)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """A site for as long as the block lasts; it starts by ``start``."""
    site = Site(folder)
    try:
        yield site
    finally:
        site.stop()
