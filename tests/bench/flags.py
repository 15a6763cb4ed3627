"""``make bench NAME=flags``: how soon a cry for help is before a person, and who comes if nobody does.

All processes of ``make run`` run: web, worker, beat, watch, screening. Meanwhile people talk in
200 rooms, everybody about every twenty seconds.

``visible_p99_ms``: somebody says words of level 5 in a room. From the commit of that post until an
open queue has it: its WebSocket has brought the hint, and after it the list was fetched with the
row in it, as ``queue-live.js`` does (one fetch at a time; a hint meanwhile asks for one more).
The instant of the commit is taken by a deferred trigger, which runs as the commit begins, so the
figure has the commit itself in it. ``sent_visible_p99_ms`` begins when the words leave the client.
What was seen is closed at once, straight in its row, as where moderators are at work.

``escalation_p99_s``: flags that nobody takes. From the ``due_at`` of each step until the commit (as
above) of the line in the timeline that says who was told. Steps are those "call" of level 5, which
are due at once, and those "ack", which are brought forward to a spread of ``--spread`` seconds.

``unsaid``: cries that the server did not acknowledge in time; ``unseen``, ``unescalated``: flags that
no open queue showed, and steps that nobody took. ``load`` is of the machine, in the last minute: where
it is far above its cores, others were at work, and the times are theirs too. ``ARGS="--toy"`` takes seconds.
"""

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peerhub.settings import env
from tests.bench.database import scratch
from tests.bench.flags_queue import OpenQueue
from tests.bench.report import Goal, Number, progress, report
from tests.bench.rooms_machine import allow_many_files
from tests.faults import flags_world
from tests.faults.flags_house import PARTS, House
from tests.faults.rooms_client import Client
from tests.faults.rooms_crowd import Crowd, percentile
from tests.faults.rooms_memory import Home
from tests.journeys.machine import eventually

SETTINGS = "tests.bench.rooms_settings"
CRY = "I am going to kill myself tonight"
PATIENCE = 30.0  # seconds until something counts as never come
# What no trigger of the product does: the instant at which each commit began.
WATCHING = """
CREATE TABLE bench_raised (flag_id bigint, at timestamptz);
CREATE TABLE bench_told (flag_id bigint, detail text, at timestamptz);
CREATE FUNCTION bench_raised() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO bench_raised VALUES (NEW.id, clock_timestamp()); RETURN NULL; END; $$;
CREATE FUNCTION bench_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO bench_told VALUES (NEW.flag_id, NEW.detail, clock_timestamp()); RETURN NULL; END; $$;
CREATE CONSTRAINT TRIGGER bench_raised AFTER INSERT ON safety_flag
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bench_raised();
CREATE CONSTRAINT TRIGGER bench_told AFTER INSERT ON safety_flagnote
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.act = 'escalated')
    EXECUTE FUNCTION bench_told();
"""
RAISED = """
SELECT f.id, extract(epoch FROM b.at)::float8, m.client_id::text
FROM safety_flag f JOIN bench_raised b ON b.flag_id = f.id
JOIN rooms_message m ON f.subject_kind = 'rooms.message' AND f.subject_id = m.public_id
"""
LATENESS = """
SELECT d.kind, extract(epoch FROM b.at - d.due_at)::float8
FROM safety_deadline d LEFT JOIN bench_told b
ON b.flag_id = d.flag_id AND b.detail LIKE d.kind || ':' || d.step || ':%%'
WHERE d.flag_id = ANY(%s) AND d.kind IN ('call', 'ack') AND d.step = 1 AND NOT d.met
"""
FORWARD = """
UPDATE safety_deadline SET due_at = now() + random() * %s * interval '1 second'
WHERE flag_id = ANY(%s) AND kind = 'ack' AND step = 1 AND done_at IS NULL
"""


@dataclass(frozen=True)
class Size:
    """How many, how long."""

    rooms: int = 200
    every: float = 20.0  # seconds between two messages of one of two people in each room
    cries: int = 200
    between: float = 0.25  # seconds between two cries
    waiting: int = 100  # flags that nobody takes
    spread: float = 40.0  # seconds over which these fall due
    calm: float = 5.0


TOY = Size(rooms=4, every=2.0, cries=4, waiting=4, spread=4.0, calm=1.0)
GOALS: dict[str, Goal] = {
    "visible_p99_ms": ("<=", 1000),
    "escalation_p99_s": ("<=", 5),
    "unsaid": ("<=", 0),
    "unseen": ("<=", 0),
    "unescalated": ("<=", 0),
    "ended": ("<=", 0),
}


def main(arguments: list[str]) -> int:
    """Run it; returns 0 when every goal is met."""
    parser = argparse.ArgumentParser(prog="make bench NAME=flags")
    parser.add_argument("--toy", action="store_true", help="seconds long")
    size = TOY if parser.parse_args(arguments).toy else Size()
    allow_many_files()
    with scratch("bench_flags"), tempfile.TemporaryDirectory(prefix="peerhub-") as folder:
        progress(f"making {size.rooms} rooms of three people …")
        world = flags_world.made(size.rooms, 3, 2)
        _ask(WATCHING)
        house = House(Path(folder), env.everything() | {"DJANGO_SETTINGS_MODULE": SETTINGS})
        try:
            house.start(*PARTS)
            figures = _measured(size, world, house)
            house.mend()
            figures["ended"] = len(house.ended)
        finally:
            house.stop()
    return report("flags", figures, GOALS)


def _measured(size: Size, world: flags_world.World, house: House) -> dict[str, Number]:
    homes = [Home(0, house.address, house.port)]
    crowd, queue = Crowd(), OpenQueue(house.address, world.moderators[0])
    try:
        clients = crowd.seat(world.rooms, homes)
        criers = clients[::3]
        crowd.talk([one for one in clients if one not in criers], every=size.every)
        time.sleep(size.calm)
        began = time.monotonic()
        figures = _seen(size, crowd, criers, queue)
        figures |= _climbed(size, crowd, criers)
        said = crowd.latencies(clients, began, time.monotonic())
        crowd.hush()
        _drain(clients)
    finally:
        queue.close()
        crowd.close()
    return figures | {"rooms": size.rooms, "heard": len(said), "load": os.getloadavg()[0]}


def _drain(clients: list[Client]) -> None:
    """Let everybody say what they were about to say."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(client.outbox for client in clients):
        time.sleep(0.2)


def _cry(crowd: Crowd, crier: Client) -> tuple[str, float]:
    """Say it; gives the client id, and when."""

    async def say() -> tuple[str, float]:
        words = f"{CRY}. {crowd.words.next(0)}"
        crowd.words.written[words] = (time.monotonic(), 0)
        return crier.write(words), time.time()

    return crowd.do(say())


def _seen(size: Size, crowd: Crowd, criers: list[Client], queue: OpenQueue) -> dict[str, Number]:
    """Cries, each until it is before a person."""
    sent: dict[str, float] = {}
    raised: list[tuple[int, float, str]] = []
    closed: set[int] = set()

    def put_away() -> None:
        fresh = {flag for flag in queue.visible if flag not in closed}
        closed.update(fresh)
        _close(fresh)

    for number in range(size.cries):
        client_id, at = _cry(crowd, criers[number % len(criers)])
        sent[client_id] = at
        time.sleep(size.between)
        put_away()
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and len(closed & {flag for flag, *_ in raised}) < len(sent):
        time.sleep(0.2)
        put_away()
        raised = [(flag, at, one) for flag, at, one in _ask(RAISED) if one in sent]
    waits, whole = [], []
    for flag, at, one in raised:
        if flag in closed:
            waits.append((queue.visible[flag] - at) * 1000)
            whole.append((queue.visible[flag] - sent[one]) * 1000)
    progress(f"{len(waits)} of {len(sent)} cries seen, p99 {percentile(waits, 99):.0f} ms")
    return {
        "cries": len(sent),
        "unsaid": len(sent) - len(raised),
        "unseen": len(raised) - len(waits),
        "visible_p50_ms": percentile(waits, 50),
        "visible_p99_ms": percentile(waits, 99),
        "visible_max_ms": max(waits, default=0.0),
        "sent_visible_p99_ms": percentile(whole, 99),
    }


def _climbed(size: Size, crowd: Crowd, criers: list[Client]) -> dict[str, Number]:
    """Flags that nobody takes, each until the next people are told."""
    sent = []
    for number in range(size.waiting):
        sent.append(_cry(crowd, criers[-1 - number % len(criers)])[0])
        time.sleep(size.between / 4)
    flags: list[int] = []

    def all_raised() -> bool:
        flags[:] = [flag for flag, _, client_id in _ask(RAISED) if client_id in sent]
        return len(flags) == len(sent)

    eventually(all_raised, within=PATIENCE, what="every cry has its flag")
    _ask(FORWARD, size.spread, flags)
    time.sleep(size.spread)
    until = time.monotonic() + PATIENCE
    steps = _ask(LATENESS, flags)
    while time.monotonic() < until and any(late is None for _, late in steps):
        time.sleep(0.5)
        steps = _ask(LATENESS, flags)
    late = [late for _, late in steps if late is not None]
    of_ack = [late for kind, late in steps if kind == "ack" and late is not None]
    progress(f"{len(late)} of {2 * len(flags)} steps taken, p99 {percentile(late, 99):.2f} s")
    return {
        "steps": len(late),
        "unescalated": 2 * len(flags) - len(late),
        "escalation_p50_s": percentile(late, 50),
        "escalation_p99_s": percentile(late, 99),
        "escalation_max_s": max(late, default=0.0),
        "escalation_ack_p99_s": percentile(of_ack, 99),
    }


def _ask(words: str, *given: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(words, given or None)
        return cursor.fetchall() if cursor.description else []


def _close(flags: set[int]) -> None:
    """What was seen makes room, without any act of the product."""
    from django.utils import timezone

    from peerhub.accounts.models import User
    from safety.flags.models import Deadline, Flag
    from safety.flags.states import FlagState, Outcome

    if not flags:
        return
    now = timezone.now()
    Flag.objects.filter(pk__in=flags).update(
        state=FlagState.RESOLVED,
        resolved_at=now,
        resolved_by=User.objects.earliest("pk"),
        outcome=Outcome.REACHED,
    )
    Deadline.objects.pending().filter(flag__in=flags).update(done_at=now, met=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
