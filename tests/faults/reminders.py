"""``make faults NAME=reminders``: everything that reminds is killed; each reminder comes once, in time.

Sessions are booked, and their reminders brought forward so that they fall due all along. Worker and
watch, which both look for what is due, and beat get SIGKILL in turn and come back, also both at
once; Valkey comes back empty, PostgreSQL as it was. Then the clocks of worker and watch are wrong
by an hour, before and after. Meanwhile members cancel and choose other reminders, tasks are sent
again, several at once and late, and pollers are killed with what they hold.

Afterwards, by the rows and by the mails on disk: ``missed``: due, and not told or not mailed.
``doubled``: told twice, or mailed under two names. ``late_p99_s``: from when it was due to the mail.
``after_cancel``: told of a session that was cancelled. ``early``: told before it was due. ``copies``:
mails with a Message-ID that was there already, of which a reader sees one; a kill between the
server's yes and our commit makes one. ``controls_caught``: rows and mails spoilt on purpose that the
same judge found out. ``--toy`` takes a minute or two.

Clocks are wrong as our own processes read them; that of PostgreSQL, by which they remind, is not
moved.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from peerhub.stack.processes import LOOPBACK, start
from peerhub.stack.servers import Postgres, Valkey
from peerhub.stack.supervisor import commands
from tests.bench.report import Number, progress, report
from tests.faults.flags_house import House
from tests.faults.reminders_judge import (
    CONTROLS,
    WORDS,
    Mail,
    caught,
    judge,
    mails,
    unfinished,
)
from tests.journeys.machine import ROOT, clean_environment, eventually

PARTS = ("worker", "beat", "watch")
# Celery gives up on some moments of a lost Redis; whoever runs it starts it again.
CELERY = ("worker", "beat")
SETTLED = 120  # seconds in which everything that is due must have been done
HEALED = 60  # seconds after which we call it broken
HOUR = 3600
FORWARD = """
UPDATE notifications_notice SET due_at = now() + random() * %(spread)s * interval '1 second'
WHERE kind = 'sessions.reminder'
"""
WAITS = """
SELECT count(*) FROM notifications_notice WHERE sent_at IS NULL AND cancelled_at IS NULL
AND due_at < now() - interval '2 seconds' AND (held_until IS NULL OR held_until < now())
"""
READY = "SELECT count(*) FROM notifications_delivery WHERE delivered_at IS NULL"


@dataclass(frozen=True)
class Size:
    """How many, how long."""

    peers: int = 10
    sessions: int = 30  # of each peer; each session has four reminders
    rounds: int = 2
    between: float = 4.0  # seconds between two faults
    away: float = 2.0  # seconds that a killed program stays away
    spread: float = 240.0  # seconds in which the reminders fall due


TOY = Size(3, 4, 1, 1.0, 0.5, 12.0)


@dataclass(frozen=True)
class Trial:
    """What is planned, what happens meanwhile, and who judges; the faults are always the same."""

    name: str
    world: str  # a module: makes what falls due
    people: str  # a module: what people and machines do meanwhile
    forward: str  # SQL: lets it fall due within ``spread`` seconds
    waits: str  # SQL: how much is due and nobody does it
    judge: Callable[[psycopg.Connection[Any], list[Mail]], Any]
    caught: Callable[[psycopg.Connection[Any], list[Mail], Any], int]
    unfinished: Callable[[psycopg.Connection[Any], datetime], int]
    words: str  # stand in each of its mails
    clock: str = "tests.faults.reminders_clock"  # a module: runs a part, also with a wrong clock


REMINDERS = Trial(
    "reminders",
    world="tests.faults.reminders_world",
    people="tests.faults.reminders_people",
    forward=FORWARD,
    waits=WAITS,
    judge=judge,
    caught=caught,
    unfinished=unfinished,
    words=WORDS,
)


class Clocks(House):
    """A house in which a part can run with a clock that is wrong."""

    wrong_by = 0
    clock = ""  # a module that runs every part, if it is given; else only those that are wrong

    def _command(self, name: str, *, broken: bool) -> Sequence[object]:
        right = commands(self.folder, LOOPBACK, self.port)[name]
        if not broken and not self.clock:
            return right
        clock = self.clock or REMINDERS.clock
        return [sys.executable, "-m", clock, self.wrong_by if broken else 0, *right]


@dataclass
class Site:
    """Servers and processes."""

    folder: Path
    size: Size
    trial: Trial = REMINDERS
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.postgres = Postgres(self.folder / "postgres")
        self.valkey = Valkey(self.folder / "valkey", durable=False)  # killed means emptied
        self.house: Clocks | None = None

    def start(self) -> Clocks:
        """Start all, and book."""
        self.env = clean_environment(
            DATABASE_URL=self.postgres.start(),
            REDIS_URL=self.valkey.start(),
            DJANGO_SETTINGS_MODULE="peerhub.settings.dev",
        )
        self.house = house = Clocks(self.folder, self.env)
        house.clock = self.trial.clock if self.trial.clock != REMINDERS.clock else ""
        shape = f"{self.size.peers}x{self.size.sessions}"
        made = subprocess.run(
            [sys.executable, "-m", self.trial.world, shape],
            cwd=ROOT, env=house.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        house.start(*PARTS)
        return house

    def stop(self) -> None:
        """Stop whatever of it runs."""
        if self.house:
            self.house.stop()
        self.valkey.stop()
        self.postgres.stop()

    def database(self) -> psycopg.Connection[Any]:
        """A connection of our own."""
        return psycopg.connect(self.env["DATABASE_URL"], connect_timeout=5, autocommit=True)

    @property
    def mail(self) -> Path:
        """Where mails are written."""
        return self.folder / "mail"


def main() -> int:
    """Book, kill, judge; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make faults NAME=reminders")
    parser.add_argument("--toy", action="store_true")
    size = TOY if parser.parse_args().toy else Size()
    figures = run(REMINDERS, size)
    zero = ("missed", "doubled", "after_cancel", "early", "ended", "unfinished")
    goals = dict.fromkeys(zero, ("<=", 0)) | {
        "late_p99_s": ("<=", 60),
        "copies": ("<=", figures["faults"]),
        "controls_caught": (">=", CONTROLS),
        "faults": (">=", 11),
        "reminders": (">=", 2 * size.peers * size.sessions),
        "cancel": (">=", 1),
        "die_holding": (">=", 1),
    }
    return report("reminders", figures, goals)


def run(trial: Trial, size: Size) -> dict[str, Number]:
    """All of it; the figures."""
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder:
        site = Site(Path(folder), size, trial)
        try:
            house = site.start()
            faults, acted = _raged(site, house)
            return {"faults": faults, **acted, **_judged(site, house)}
        finally:
            site.stop()


def _raged(site: Site, house: Clocks) -> tuple[int, dict[str, Number]]:
    """Kill one thing after the other; how many, and what people did meanwhile."""
    with site.database() as database:
        _wait(lambda: not database.execute(READY).fetchone()[0])  # type: ignore[index]
        database.execute(site.trial.forward, {"spread": site.size.spread})
    until = time.monotonic() + site.size.spread
    said = site.folder / "people.json"
    with said.open("wb") as log:
        command = [sys.executable, "-m", site.trial.people, "maya"]
        people = start(command, log=log, env=house.env, cwd=ROOT)
    faults = _ways(site, house)
    for _ in range(site.size.rounds):
        for name, (breaks, mends) in faults.items():
            house.mend()
            time.sleep(site.size.between)
            breaks()
            time.sleep(site.size.away)
            mends()
            _caught_up(site)
            progress(f"{name}: broken for {site.size.away:g} s")
    time.sleep(max(0.0, until - time.monotonic()))
    people.terminate()
    people.wait(30)
    acted: dict[str, Number] = json.loads(said.read_text().splitlines()[-1])
    return site.size.rounds * len(faults), acted


Way = tuple[Callable[[], object], Callable[[], object]]


def _ways(site: Site, house: Clocks) -> dict[str, Way]:
    """How each is broken, and mended."""

    def kill(server: Postgres | Valkey) -> None:
        assert server.process is not None
        server.process.kill()
        server.process.wait()

    def kill_all(*names: str) -> None:
        for name in names:
            house.kill(name)

    def wrong(name: str, by: int) -> None:
        house.kill(name)
        house.wrong_by = by
        house.start(name, broken=True)
        time.sleep(site.size.between)  # it must have the time to begin

    def right(name: str) -> None:
        house.kill(name)
        house.start(name)

    clocks = {
        f"{name}'s clock {by:+d} s": (partial(wrong, name, by), partial(right, name))
        for name in ("worker", "watch")
        for by in (HOUR, -HOUR)
    }
    return {
        **{name: (partial(kill_all, name), partial(house.start, name)) for name in PARTS},
        "worker and watch": (
            partial(kill_all, "worker", "watch"),
            partial(house.start, "worker", "watch"),
        ),
        "all three": (partial(kill_all, *PARTS), partial(house.start, *PARTS)),
        "valkey": (lambda: kill(site.valkey), site.valkey.start),
        "postgresql": (lambda: kill(site.postgres), site.postgres.start),
        **clocks,
    }


def _judged(site: Site, house: Clocks) -> dict[str, Number]:
    """What was due when the run ended is done by itself; then look."""
    trial, began, until = site.trial, time.monotonic(), datetime.now(UTC)
    with site.database() as database:
        while (left := trial.unfinished(database, until)) and time.monotonic() - began < SETTLED:
            house.mend()
            time.sleep(0.5)
        settled = time.monotonic() - began
        on_disk = mails(site.mail, trial.words)
        verdict = trial.judge(database, on_disk)
        progress(f"{verdict}, settled in {settled:.1f} s")
        house.mend()
        for name, last_words in house.ended:
            progress(f"{name} ended by itself: {last_words}")
        ended = [name for name, _ in house.ended]
        return {
            **vars(verdict),
            "unfinished": left,
            "settled_s": settled,
            "ended": sum(name not in CELERY for name in ended),
            "celery_ended": sum(name in CELERY for name in ended),
            "controls_caught": trial.caught(database, on_disk, verdict),
        }


def _caught_up(site: Site) -> None:
    """Wait until somebody is at work again: nothing that nobody holds is due for long.

    Else the next fault would find processes that have not begun yet, and all would be one outage.
    """

    def is_so() -> bool:
        try:
            with site.database() as database:
                found = database.execute(site.trial.waits).fetchone()
        except psycopg.OperationalError:
            return False
        return found is not None and found[0] == 0

    eventually(is_so, within=HEALED, what="what is due is told again")


def _wait(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SETTLED
    while not holds():
        assert time.monotonic() < until, "what was due before the run is still not sent"
        time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
