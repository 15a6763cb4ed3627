"""Comparison 3: the whole path of a post, from the socket over the table to every socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from peerhub.settings import env
from tests.bench import rooms_world as world
from tests.bench.report import progress
from tests.bench.rooms_engines import words_size
from tests.bench.rooms_load import BREATH, OURS, Heard, Talk, Talker, missing_word, plain
from tests.bench.rooms_machine import a_port, resident_kb, serving, uvicorn
from tests.bench.rooms_plan import Plan
from tests.bench.rooms_wire import Crowd, Door

SETTINGS = "tests.bench.rooms_settings"
SIDES = {
    OURS: "peerhub.asgi:application",
    "tutorial": "tests.bench.peers.tutorial_path:application",
}
QUIET = 1.0  # seconds after the last socket opened before memory is read


@dataclass
class Paths:
    """What was measured, by side and sockets."""

    full: dict[tuple[str, int], list[Heard]] = field(default_factory=dict)
    half: dict[tuple[str, int], list[Heard]] = field(default_factory=dict)
    idle_kb: list[float] = field(default_factory=list)
    unstored: int = 0
    refused: int = 0


def measure(plan: Plan, room: str, keys: list[str], core: int | None) -> Paths:
    """Each side in turn, as often as the plan says."""
    paths = Paths()
    for number in range(plan.rounds):
        sides = list(SIDES) if number % 2 == 0 else list(reversed(SIDES))
        for side in sides:
            progress(f"whole path, round {number + 1} of {plan.rounds}: {side}")
            _visit(side, plan, paths, room, keys, core)
    return paths


def _visit(
    side: str, plan: Plan, paths: Paths, room: str, keys: list[str], core: int | None
) -> None:
    port = a_port()
    address = f"http://localhost:{port}"
    given = {
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PUBLIC_URL": address,
        "SOCKET_ORIGINS": address,
    }
    with serving(
        uvicorn(SIDES[side], port), env=env.everything() | given, core=core, port=port
    ) as pid:
        crowd = Crowd(Door(port, f"/ws/r/{room}/", origin=address))
        if side == OURS:
            paths.idle_kb.append(_filled(crowd, keys[: plan.largest], pid))
        # The peer leaves the larger crowd behind: it comes last there. Memory is read before any
        # load: so the larger crowd comes first here.
        for sockets, _ in sorted(plan.crowds, reverse=side == OURS):
            here = len(crowd.seats)
            crowd.open(sockets - here, [f"sessionid={key}" for key in keys[here:sockets]])
            crowd.close(keep=sockets)
            crowd.run(plan.settle)
            _talk(Spot(side, sockets, plan), crowd, pid, paths)
        crowd.close()


@dataclass(frozen=True)
class Spot:
    """One side at one size."""

    side: str
    sockets: int
    plan: Plan


def _filled(crowd: Crowd, keys: list[str], pid: int) -> float:
    """Open a socket for each key; gives the memory, in KB, of one of the second half."""
    cookies = [f"sessionid={key}" for key in keys]
    half = len(keys) // 2
    crowd.open(half, cookies[:half])
    crowd.run(QUIET)
    before = resident_kb(pid)
    crowd.open(len(keys) - half, cookies[half:])
    crowd.run(QUIET)
    return (resident_kb(pid) - before) / (len(keys) - half)


def _talk(spot: Spot, crowd: Crowd, pid: int, paths: Paths) -> None:
    plan, key = spot.plan, (spot.side, spot.sockets)
    talk = Talk(plain, words_size(), breath=BREATH)
    Talker(crowd, talk, pid).warm()
    with _checked(spot, Talker(crowd, talk, pid), paths) as talker:
        full = talker.saturate(flying=plan.flying, seconds=plan.path, drain=plan.drain)
        paths.full.setdefault(key, []).append(full)
        _tell(spot, full, f"{full.posts_per_s:.1f} posts/s")
    if spot.side != OURS:
        return
    rate = max(1.0, full.posts_per_s / 2)
    with _checked(spot, Talker(crowd, talk, pid), paths) as talker:
        half = talker.equal(rate=rate, seconds=plan.path, drain=plan.drain)
        paths.half.setdefault(key, []).append(half)
        _tell(spot, half, f"{rate:.0f} posts/s: {half.ms(50):.1f}/{half.ms(99):.1f} ms")


@contextmanager
def _checked(spot: Spot, talker: Talker, paths: Paths) -> Iterator[Talker]:
    """Count the rows too: what was said must be in the table, once."""
    before = world.stored()
    yield talker
    if spot.side == OURS:
        paths.unstored += abs(world.stored() - before - len(talker.ledger.sent))
        paths.refused += len(talker.errors)
    for error in sorted(set(talker.errors))[:3]:
        progress(f"  refused: {error[:200]!r}")


def _tell(spot: Spot, heard: Heard, words: str) -> None:
    progress(
        f"  {spot.sockets} sockets, {words};"
        f" server {heard.cpu:.2f}, load {heard.load_cpu:.2f},"
        f" {missing_word(spot.side)} {heard.missing}"
    )
