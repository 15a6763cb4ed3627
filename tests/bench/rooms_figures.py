"""From single measurements to figures: medians, their spread, and ratios of one round each.

Nothing is rounded here: goals are compared with what was measured.
"""

from collections.abc import Callable, Sequence
from statistics import median

from tests.bench.rooms_engines import Runs
from tests.bench.rooms_load import OURS, Heard, missing_word
from tests.bench.rooms_path import Paths
from tests.bench.rooms_plan import Plan

Figures = dict[str, float]
Value = Callable[[Heard], float]
Measured = dict[tuple[str, int], list[Heard]]  # by name and sockets

BUSY = 0.9  # share of a core from which on a process is its own limit
STEADY = ("equal", "half")  # loads that are given; the others are as much as there can be


def add(figures: Figures, key: str, values: Sequence[float]) -> None:
    """The median of ``values``, and their spread: largest less smallest, as a share of it."""
    if not values:
        return
    middle = median(values)
    figures[key] = middle
    figures[f"{key}_spread"] = (max(values) - min(values)) / middle if middle else 0.0


def ratios(ours: Sequence[Heard], theirs: Sequence[Heard], value: Value) -> list[float]:
    """Ours over theirs, round by round: both ran in the same minute."""
    pairs = zip(ours, theirs, strict=False)
    return [value(one) / value(other) for one, other in pairs if value(other)]


def suffix(sockets: int, plan: Plan) -> str:
    """Figures of the larger crowd carry the plain name."""
    return "" if sockets == plan.largest else f"_{sockets}"


def kinds(runs: Runs, paths: Paths) -> dict[str, Measured]:
    """All that was measured, by the load."""
    return {
        "equal": runs.equal,
        "saturation": runs.full,
        "path": paths.full,
        "half": paths.half,
    }


def of_equal(runs: Runs, plan: Plan) -> Figures:
    """Comparison 1."""
    figures: Figures = {}
    for (name, sockets), heard in runs.equal.items():
        add(figures, f"{name}_p50_ms_{sockets}", [one.ms(50) for one in heard])
        add(figures, f"{name}_p99_ms_{sockets}", [one.ms(99) for one in heard])
    for sockets, _ in plan.crowds:
        ours = runs.equal.get((OURS, sockets), [])
        theirs = runs.equal.get(("socketio", sockets), [])
        tail = suffix(sockets, plan)
        add(figures, f"cpu_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.cpu))
        add(figures, f"p50_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.ms(50)))
        add(figures, f"p99_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.ms(99)))
    return figures


def of_saturation(runs: Runs, plan: Plan) -> Figures:
    """Comparison 2."""
    figures: Figures = {}
    for (name, sockets), heard in runs.full.items():
        rates = [one.deliveries_per_s for one in heard]
        add(figures, f"{name}_deliveries_per_s_{sockets}", rates)
    for sockets, _ in plan.crowds:
        ours = runs.full.get((OURS, sockets), [])
        for name in ("socketio", "tutorial", "broadcast"):
            theirs = runs.full.get((name, sockets), [])
            ratio = ratios(ours, theirs, lambda one: one.deliveries_per_s)
            add(figures, f"vs_{name}{suffix(sockets, plan)}", ratio)
    return figures


def of_path(paths: Paths, plan: Plan) -> Figures:
    """Comparison 3, of which the smaller crowd's figures carry the plain name; idle memory."""
    figures: Figures = {}
    smallest = min(sockets for sockets, _ in plan.crowds)
    for sockets, _ in plan.crowds:
        tail = "" if sockets == smallest else f"_{sockets}"
        ours = paths.full.get((OURS, sockets), [])
        theirs = paths.full.get(("tutorial", sockets), [])
        half = paths.half.get((OURS, sockets), [])
        add(figures, f"posts_per_s{tail}", [one.posts_per_s / one.cpu for one in ours if one.cpu])
        add(figures, f"posts_raw_per_s{tail}", [one.posts_per_s for one in ours])
        add(figures, f"tutorial_posts_raw_per_s{tail}", [one.posts_per_s for one in theirs])
        ratio = ratios(ours, theirs, lambda one: one.posts_per_s)
        add(figures, f"path_vs_tutorial{tail}", ratio)
        add(figures, f"p50_ms{tail}", [one.ms(50) for one in half])
        add(figures, f"p99_ms{tail}", [one.ms(99) for one in half])
    add(figures, "idle_kb", paths.idle_kb)
    figures["unstored"] = paths.unstored
    figures["refused"] = paths.refused
    return figures


def of_all(measured: dict[str, Measured]) -> Figures:
    """What server and load used of their cores, and what was missing, for every measurement."""
    figures: Figures = {}
    for kind, runs in measured.items():
        for (name, sockets), heard in runs.items():
            about = f"{name}_{kind}"
            add(figures, f"{about}_cpu_{sockets}", [one.cpu for one in heard])
            add(figures, f"{about}_load_cpu_{sockets}", [one.load_cpu for one in heard])
            missing = sum(one.missing for one in heard)
            figures[f"{about}_{missing_word(name)}_{sockets}"] = missing
    figures["lost"] = sum(
        one.missing
        for runs in measured.values()
        for (name, _), heard in runs.items()
        if name == OURS
        for one in heard
    )
    return figures


def client_bound(measured: dict[str, Measured]) -> list[str]:
    """A sentence for each measurement in which the server was not the limit."""
    return [
        f"client-bound: {name}, {kind}, {sockets} sockets, {count} of {len(heard)} runs"
        f" (server {median(one.cpu for one in heard):.2f}, load"
        f" {median(one.load_cpu for one in heard):.2f} of a core): the server was not the limit,"
        f" {'its waits are upper bounds' if kind in STEADY else 'its rate is a lower bound'}"
        for kind, runs in measured.items()
        for (name, sockets), heard in runs.items()
        if (count := sum(_is_bound(one, kind) for one in heard))
    ]


def _is_bound(heard: Heard, kind: str) -> bool:
    """Whether the load was busy all the time, or a server that was to be busy was not."""
    return heard.load_cpu > BUSY or (kind not in STEADY and heard.cpu < BUSY)
