"""Comparisons 1 and 2: engines alone, one room, the same event for all, nothing stored."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from peerhub.settings import env
from rooms.live.lines import Line, event_of
from rooms.live.protocol import news
from tests.bench.report import progress
from tests.bench.rooms_load import (
    OURS,
    Heard,
    Talk,
    Talker,
    missing_word,
    plain,
    socketio,
    socketio_answer,
)
from tests.bench.rooms_machine import a_port, serving, uvicorn
from tests.bench.rooms_plan import Plan
from tests.bench.rooms_wire import Crowd, Door

FRAME = 280  # bytes of our first frame with one message
PEERS = Path(__file__).parent / "peers"
SOCKETIO_PATH = "/socket.io/?EIO=4&transport=websocket"
SAMPLE = Line(
    seq=1,
    mask="abcdefghijkl",
    name="Quiet Heron",
    body="",
    at=datetime(2026, 11, 23, 12, tzinfo=UTC),
    host=False,
)


@dataclass(frozen=True)
class Engine:
    """A server, and how to speak with it."""

    name: str
    command: Callable[[int], list[str]]
    path: str = "/"
    frame: Callable[[str], bytes] = plain
    answer: Callable[[bytes], bytes] = lambda _: b""
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Runs:
    """What was measured, by engine, sockets and load."""

    equal: dict[tuple[str, int], list[Heard]] = field(default_factory=dict)
    full: dict[tuple[str, int], list[Heard]] = field(default_factory=dict)


def engines(modules: Path | None) -> list[Engine]:
    """All that can be measured here."""
    found = [
        Engine(OURS, lambda port: uvicorn("tests.bench.peers.ours:application", port)),
        Engine("tutorial", lambda port: uvicorn("tests.bench.peers.tutorial:application", port)),
        Engine("broadcast", lambda _: [sys.executable, "-m", "tests.bench.peers.broadcast"]),
    ]
    if modules is not None:
        found.insert(
            1,
            Engine(
                "socketio",
                lambda _: ["node", str(PEERS / "socketio.mjs")],
                path=SOCKETIO_PATH,
                frame=socketio,
                answer=socketio_answer,
                given={"MODULES": str(modules), "NODE_ENV": "production"},
            ),
        )
    return found


def words_size() -> int:
    """Characters of a message that make a frame of ``FRAME`` bytes."""
    return FRAME - len(news([SAMPLE]))


def measure(plan: Plan, found: list[Engine], core: int | None) -> Runs:
    """Each engine in turn, as often as the plan says; another one begins each time."""
    runs = Runs()
    for number in range(plan.rounds):
        shift = number % len(found)
        for engine in found[shift:] + found[:shift]:
            progress(f"engines, round {number + 1} of {plan.rounds}: {engine.name}")
            _visit(engine, plan, runs, core)
    return runs


def _visit(engine: Engine, plan: Plan, runs: Runs, core: int | None) -> None:
    """All loads, one after the other; a server that is left behind by one is started anew."""
    loads = [
        Load(kind, sockets, rate)
        for sockets, rate in plan.crowds
        for kind in ("equal", "saturation")
        if plan.does(kind)
    ]
    while loads:
        port = a_port()
        given = {"PORT": str(port), "EVENT": json.dumps(event_of(SAMPLE)), **engine.given}
        with serving(
            engine.command(port), env=env.everything() | given, core=core, port=port
        ) as pid:
            crowd = Crowd(Door(port, engine.path, answer=engine.answer))
            missing = 0
            while loads and not missing:
                load = loads.pop(0)
                crowd.open(load.sockets - len(crowd.seats))
                crowd.run(plan.settle)
                Talker(crowd, _talk(engine), pid).warm()
                missing = _measured(engine, load, plan, Talker(crowd, _talk(engine), pid), runs)
            crowd.close()


@dataclass(frozen=True)
class Load:
    """One measurement."""

    kind: str
    sockets: int
    rate: float


def _talk(engine: Engine) -> Talk:
    return Talk(engine.frame, words_size())


def _measured(engine: Engine, load: Load, plan: Plan, talker: Talker, runs: Runs) -> int:
    key = (engine.name, load.sockets)
    if load.kind == "equal":
        heard = talker.equal(rate=load.rate, seconds=plan.equal, drain=plan.drain)
        runs.equal.setdefault(key, []).append(heard)
        words = f"{load.rate:g} posts/s: {heard.ms(50):.1f}/{heard.ms(99):.1f} ms"
    else:
        heard = talker.saturate(flying=plan.flying, seconds=plan.saturation, drain=plan.drain)
        runs.full.setdefault(key, []).append(heard)
        words = f"saturated: {heard.deliveries_per_s:.0f}/s"
    progress(
        f"  {load.sockets} sockets, {words};"
        f" server {heard.cpu:.3f}, load {heard.load_cpu:.2f},"
        f" {missing_word(engine.name)} {heard.missing}"
    )
    return heard.missing
