"""``make faults NAME=flags``: everything that looks after cries for help is killed; none is missed.

Members post canaries in several rooms, through their sockets: each has words that the first look
knows and a number of its own (in syllables: digits look like contact data). What was not
acknowledged is said again under the same id. Meanwhile moderators take cases from the top of the
list, several at once, and hand them back; and a few deadlines at a time are brought forward, so
that steps are due all along. Worker, beat, watch, screening, Valkey (emptied), PostgreSQL and the
web server get SIGKILL in turn and come back; then the first look raises for a while, and then the
second look hangs.

Afterwards, by the rows: ``missed``: acknowledged canaries without a flag, and steps that were due
and not taken or not in the timeline. ``double_claims``: cases that two people had at once, by the
timelines in their order and by claim numbers. ``doubled``: two flags of one canary, and steps that
were taken twice. ``controls_caught``: rows spoilt on purpose that the same judge found out.
``unscreened``, ``hung``: that the broken looks were really in use. ``ended``: parts of ours that
ended by themselves; ``celery_ended``: Celery's, which were started again.

``ARGS="--canaries 2000"`` chooses how many; ``--toy`` is under a minute.
"""

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from peerhub.stack.servers import Postgres, Valkey
from tests.bench.report import Goal, Number, progress, report
from tests.faults import flags_world
from tests.faults.flags_house import PARTS, House
from tests.faults.flags_judge import CONTROLS, caught, judge, unfinished
from tests.faults.flags_people import Moderator, Poster
from tests.journeys.machine import ROOT, clean_environment, eventually
from tests.journeys.person import Person

HEALED = 60  # seconds after which we call it broken
SETTLED = 180  # seconds in which everything that is due must have been done
# Celery gives up on some moments of a lost Redis (its transport has no connection then). Who runs
# it starts it again; whatever else ends by itself is a fault of ours.
CELERY = ("worker", "beat")
SOME = 10  # deadlines that are brought forward at once
FORWARD = """
UPDATE safety_deadline SET due_at = now() WHERE id IN (SELECT id FROM safety_deadline
WHERE kind = 'ack' AND done_at IS NULL ORDER BY random() LIMIT %s FOR UPDATE SKIP LOCKED)
"""


@dataclass(frozen=True)
class Size:
    """How many, how long."""

    canaries: int = 10_000  # at least
    rooms: int = 8
    people: int = 5  # of each room
    moderators: int = 4
    urgent: int = 50  # one canary in so many is of level 5
    rounds: int = 2
    between: float = 3.0  # seconds of talk between two faults
    away: float = 2.0  # seconds that a killed program stays away
    raising: float = 10.0  # seconds of a first look that raises
    hanging: float = 45.0  # seconds of a second look that hangs: its guard acts after 30
    rest: float = 1.0  # seconds at most between two acts of a moderator


TOY = Size(40, 2, 2, 2, 5, 1, 0.5, 0.5, 1.5, 1.5, 0.3)


class Site:
    """Servers, processes and people."""

    def __init__(self, folder: Path, size: Size) -> None:
        folder.chmod(0o755)  # PostgreSQL may run under another uid than ours
        self.size, self.folder = size, folder
        self.postgres = Postgres(folder / "postgres")
        self.valkey = Valkey(folder / "valkey", durable=False)  # killed means emptied
        self.house: House | None = None

    def start(self) -> House:
        """Start all, and make the world."""
        size = self.size
        self.env = clean_environment(
            DATABASE_URL=self.postgres.start(),
            REDIS_URL=self.valkey.start(),
            DJANGO_SETTINGS_MODULE="peerhub.settings.dev",
        )
        self.house = house = House(self.folder, self.env)
        made = subprocess.run(
            [
                *(sys.executable, "-m", "tests.faults.flags_world"),
                *(f"{size.rooms}x{size.people}", str(size.moderators)),
            ],
            cwd=ROOT, env=house.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        house.start(*PARTS)
        world = flags_world.of(made.stdout.splitlines()[-1])
        numbers = itertools.count(1)
        self.posters = [
            Poster(Person(house.address, key), room.room, numbers, size.urgent)
            for room in world.rooms
            for key in room.keys
        ]
        self.moderators = [
            Moderator(Person(house.address, key), size.rest) for key in world.moderators
        ]
        return house

    def stop(self) -> None:
        """Stop whatever of it runs."""
        if self.house:
            self.house.stop()
        self.valkey.stop()
        self.postgres.stop()

    @property
    def acknowledged(self) -> list[str]:
        """Of all."""
        return [one for poster in self.posters for one in poster.acknowledged]

    def database(self) -> psycopg.Connection[Any]:
        """A connection past everything."""
        return psycopg.connect(self.env["DATABASE_URL"], connect_timeout=5, autocommit=True)

    def count(self, words: str) -> int:
        """The one number that a query gives."""
        with self.database() as database:
            found = database.execute(words).fetchone()
        return int(found[0]) if found else 0


def main() -> int:
    """Post, kill, judge; returns the exit code."""
    parser = argparse.ArgumentParser(prog="make faults NAME=flags")
    parser.add_argument("--toy", action="store_true")
    parser.add_argument("--canaries", type=int, help="at least so many (10,000)")
    given = parser.parse_args()
    size = TOY if given.toy else Size()
    size = replace(size, canaries=given.canaries or size.canaries)
    with tempfile.TemporaryDirectory(prefix="peerhub-", ignore_cleanup_errors=True) as folder:
        site = Site(Path(folder), size)
        try:
            site.start()
            figures = _raged(site)
            figures |= _judged(site)
        finally:
            site.stop()
    return report("flags", figures, GOALS | {"canaries": (">=", size.canaries)})


def _raged(site: Site) -> dict[str, Number]:
    size, house = site.size, site.house
    assert house is not None
    began = time.monotonic()
    for thread in (*site.posters, *site.moderators):
        thread.start()
    faults = [_kill(site, what) for _ in range(size.rounds) for what in _ways(site)]
    unscreened = "SELECT count(*) FROM safety_flag WHERE 'unscreened' = ANY(kinds)"
    hung = "SELECT count(*) FROM safety_secondlook WHERE tries > 0"
    faults.append(_broken(site, "web", size.raising, "the first look raised"))
    faults.append(_broken(site, "screening", size.hanging, "the second look hung", hung))
    _until(lambda: len(site.acknowledged) >= size.canaries, site)
    for poster in site.posters:
        poster.enough.set()
    for moderator in site.moderators:
        moderator.enough.set()
    for thread in (*site.posters, *site.moderators):
        thread.join(HEALED)
    assert not any(one.is_alive() for one in (*site.posters, *site.moderators))
    return {
        "faults": len(faults),
        "talked_s": time.monotonic() - began,
        "unscreened": site.count(unscreened),
        "hung": faults[-1],
        "took": sum(one.took for one in site.moderators),
        "came_too_late": sum(one.lost for one in site.moderators),
        "handed_back": sum(one.handed_back for one in site.moderators),
    }


def _judged(site: Site) -> dict[str, Number]:
    """Nobody helps: what is still to be done is done by itself."""
    began, house = time.monotonic(), site.house
    assert house is not None
    waiting = "SELECT count(*) FROM safety_secondlook"
    with site.database() as database:
        while time.monotonic() - began < SETTLED and (site.count(waiting) or unfinished(database)):
            house.mend()
            time.sleep(1)
        settled = time.monotonic() - began
        acknowledged = site.acknowledged
        verdict = judge(database, acknowledged)
        progress(f"{len(acknowledged)} canaries, {verdict}, settled in {settled:.1f} s")
        house.mend()
        for name, last_words in house.ended:
            progress(f"{name} ended by itself: {last_words}")
        ended = [name for name, _ in house.ended]
        return {
            "canaries": len(acknowledged),
            "missed": verdict.missed,
            "double_claims": verdict.double_claims,
            "doubled": verdict.doubled,
            **vars(verdict),
            "steps": site.count("SELECT count(*) FROM safety_flagnote WHERE act = 'escalated'"),
            "claims": site.count("SELECT sum(claims) FROM safety_flag"),
            "never_looked_at_twice": site.count(waiting),
            "settled_s": settled,
            "ended": sum(name not in CELERY for name in ended),
            "celery_ended": sum(name in CELERY for name in ended),
            "controls_caught": caught(database, acknowledged, verdict),
        }


def _ways(site: Site) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """How each program is killed and brought back."""
    house = site.house
    assert house is not None

    def kill(server: Postgres | Valkey) -> None:
        assert server.process is not None
        server.process.kill()
        server.process.wait()

    return {
        **{
            name: (partial(house.kill, name), partial(house.start, name))
            for name in ("worker", "beat", "watch", "screening", "web")
        },
        "valkey": (lambda: kill(site.valkey), site.valkey.start),
        "postgresql": (lambda: kill(site.postgres), site.postgres.start),
    }


def _kill(site: Site, what: str) -> int:
    """Kill it, bring it back; everybody is heard again afterwards."""
    _calm(site)
    kill, start = _ways(site)[what]
    kill()
    time.sleep(site.size.away)
    began = time.monotonic()
    start()
    _heard(site)
    progress(
        f"{what} was away for {site.size.away:g} s; everybody was heard"
        f" {time.monotonic() - began:.1f} s after its start"
    )
    return 1


def _broken(site: Site, name: str, seconds: float, what: str, evidence: str = "") -> int:
    """Run it broken for a while, and then as it should be."""
    house = site.house
    assert house is not None
    house.kill(name)
    house.start(name, broken=True)
    _heard(site)
    _until(lambda: not evidence or site.count(evidence) > 0, site)
    time.sleep(seconds)
    seen = site.count(evidence) if evidence else 1
    house.kill(name)
    house.start(name)
    _heard(site)
    progress(f"{what} for {seconds:g} s")
    return seen


def _calm(site: Site) -> None:
    """A while of talk, in which some steps fall due."""
    assert site.house is not None
    site.house.mend()
    with site.database() as database:
        database.execute(FORWARD, [SOME])
    time.sleep(site.size.between)


def _heard(site: Site) -> None:
    """Wait until a canary of everybody is acknowledged that was not before."""
    before = [len(poster.acknowledged) for poster in site.posters]
    eventually(
        lambda: all(
            len(poster.acknowledged) > count
            for poster, count in zip(site.posters, before, strict=True)
        ),
        within=HEALED,
        what="everybody is heard",
    )


def _until(holds: Callable[[], bool], site: Site) -> None:
    """Wait, for as long as everybody is heard."""
    while not holds():
        _calm(site)
        _heard(site)


GOALS: dict[str, Goal] = {
    "missed": ("<=", 0),
    "double_claims": ("<=", 0),
    "doubled": ("<=", 0),
    "controls_caught": (">=", len(CONTROLS)),
    "never_looked_at_twice": ("<=", 0),
    "ended": ("<=", 0),
    "faults": (">=", 9),
    "unscreened": (">=", 1),
    "hung": (">=", 1),
    "took": (">=", 2),
    "steps": (">=", 2),
}

if __name__ == "__main__":
    sys.exit(main())
