"""``make bench NAME=rooms``: rooms beside socket.io, a tutorial Channels consumer and broadcast.

All run in turn, five times each; figures are medians. ``x_spread`` is the largest less the
smallest, as a share of the median. Ratios are taken round by round. ``ARGS="--only equal
--rounds 2"`` runs a part; ``--toy`` takes seconds and needs no npm. With two cores the measured
server has one for itself; load, PostgreSQL and Redis share the other. ``x_cpu`` and
``x_load_cpu`` are what the server and the load used of a core; a line "client-bound" names every
measurement in which the server was not the limit.

Three comparisons, kept apart. One room of 200 and of 1,000 sockets, frames of the same content:

1. *Equal load*: 1,000 sockets at 40 posts a second (200 at 20). What the server uses of a core
   (``/proc``), and the time from post to delivery. This is the fair comparison of engines. Ours
   is writers, hub, members and frames behind a small ASGI socket; a list in memory stands for
   the table, news goes to the hub of the same process at once and as a hint over Redis to
   others. It and the tutorial run under uvicorn with the product's ``--ws`` protocol.
   socket.io has its Redis adapter, the consumer of the Channels tutorial the Pub/Sub layer: their
   news comes back over Redis. ``websockets.broadcast`` (under uvloop) has no adapter for a second
   process: it does less.
2. *Saturation*: 64 posts in flight for all. This project joins the messages of a tick into one
   frame and the peers send a frame for each: that, and not a faster socket, is most of the
   difference. A delivery is one message that arrived at one socket.
3. *Whole path*: our real socket, with sign-in, membership, every rule, screening, durable rows
   and fan-out, beside a tutorial consumer that asks for the same and stores the same row through
   the ORM. The peer's work in the database runs in the one thread that Channels shares among all
   sockets of a process, a transaction for each message, because that is what the tutorial does;
   ours runs in a few threads, and what waits for a room is stored together (group commit). Both
   screen with the same rules, and 64 posts are in flight. A post counts when it has arrived
   everywhere. Our frame limit of 5 a second and socket is on: 200 sockets cannot say more than
   1,000 a second, so they leave a part of the core unused. ``posts_per_s`` is therefore of a whole
   core: posts a second, divided by the share of the core that the server used;
   ``posts_raw_per_s`` is not divided. ``p99_ms`` is from post to delivery at half of the raw rate.

Figures without a number at the end are of 1,000 sockets, but those of the whole path of 200: five
times our largest room. 1,000 posts a second for 1,000 sockets are a million deliveries, with which
comparison 2 fills a core without any rule or row; the path's figures end in ``_1000`` there.
``idle_kb`` is what the real server grows by for a socket, between 500 and 1,000 of them. ``lost``
is ours, over all measurements: what had not arrived 4 seconds after the last post, or arrived
twice. The same of a peer is ``late``: some of them would still bring it.
"""

import gc
import sys
from datetime import UTC, datetime

from peerhub.settings import env
from tests.bench import rooms_engines, rooms_figures, rooms_npm, rooms_plan
from tests.bench.database import scratch
from tests.bench.report import Goal, progress, report
from tests.bench.rooms_engines import Runs
from tests.bench.rooms_machine import allow_many_files, split
from tests.bench.rooms_path import Paths, measure
from tests.bench.rooms_plan import Plan

GOALS: dict[str, dict[str, Goal]] = {
    "equal": {"cpu_vs_socketio": ("<=", 0.9), "p99_vs_socketio": ("<=", 1.0)},
    "saturation": {"vs_socketio": (">=", 4), "vs_tutorial": (">=", 60)},
    "path": {
        "posts_per_s": (">=", 1000),
        "p99_ms": ("<=", 50),
        "path_vs_tutorial": (">=", 1),
        "idle_kb": ("<=", 40),
        "unstored": ("<=", 0),
    },
}
ROUNDS = 5  # of a measurement that may meet its goals
NOTES = {
    "saturation": "note: at saturation this project joins the messages of a tick into one frame;"
    " socket.io, the tutorial and broadcast send one frame for each message",
    "path": "note: on the whole path this project stores what waits for a room in one transaction"
    " (group commit) and joins the messages of a tick into one frame; the tutorial commits each"
    " message by itself and sends one frame for each",
}


def main(arguments: list[str]) -> int:
    """Run it; returns 0 when every goal is met."""
    plan = rooms_plan.asked(arguments)
    allow_many_files()
    runs, paths = Runs(), Paths()
    with split(
        database=env.secret("DATABASE_URL"), redis=env.secret("REDIS_URL"), pinned=not plan.is_toy
    ) as core:
        gc.disable()  # of the load, not of the servers
        if plan.does("equal") or plan.does("saturation"):
            modules = None if plan.is_toy else rooms_npm.modules()
            found = rooms_engines.engines(modules)
            runs = rooms_engines.measure(plan, found, core)
        if plan.does("path"):
            paths = _path(plan, core)
    return _report(plan, runs, paths)


def _path(plan: Plan, core: int | None) -> Paths:
    from tests.bench import rooms_world

    with scratch("bench_rooms"):
        progress(f"making a room and {plan.largest} people who are signed in …")
        room, keys = rooms_world.made(plan.largest, now=datetime.now(UTC))
        return measure(plan, room, keys, core)


def _report(plan: Plan, runs: Runs, paths: Paths) -> int:
    measured = rooms_figures.kinds(runs, paths)
    figures: dict[str, float] = {"sockets": plan.largest, "rounds": plan.rounds}
    if plan.does("equal"):
        figures |= rooms_figures.of_equal(runs, plan)
    if plan.does("saturation"):
        figures |= rooms_figures.of_saturation(runs, plan)
    if plan.does("path"):
        figures |= rooms_figures.of_path(paths, plan)
    figures |= rooms_figures.of_all(measured)
    notes = [note for part, note in NOTES.items() if plan.does(part)]
    for line in [*notes, *rooms_figures.client_bound(measured)]:
        print(line)
    return report("rooms", figures, _goals(plan))


def _goals(plan: Plan) -> dict[str, Goal]:
    goals: dict[str, Goal] = {"lost": ("<=", 0)}
    if plan.is_toy:
        goals |= {"posts_per_s": (">=", 1), "unstored": ("<=", 0)} if plan.does("path") else {}
        return goals
    goals["rounds"] = (">=", ROUNDS)
    for part in plan.parts:
        goals |= GOALS[part]
    return goals


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
