"""From single measurements to figures: medians, their spread, and ratios of one round each."""

from collections.abc import Callable, Sequence
from statistics import median

from tests.bench.rooms_engines import Runs
from tests.bench.rooms_load import Heard
from tests.bench.rooms_path import Paths
from tests.bench.rooms_plan import Plan

Figures = dict[str, float]
Value = Callable[[Heard], float]


def add(figures: Figures, key: str, values: Sequence[float], digits: int = 1) -> None:
    """The median of ``values``, and their spread: largest less smallest, as a share of it."""
    if not values:
        return
    middle = median(values)
    figures[key] = round(middle, digits)
    figures[f"{key}_spread"] = round((max(values) - min(values)) / middle, 2) if middle else 0.0


def ratios(ours: Sequence[Heard], theirs: Sequence[Heard], value: Value) -> list[float]:
    """Ours over theirs, round by round: both ran in the same minute."""
    pairs = zip(ours, theirs, strict=False)
    return [value(one) / value(other) for one, other in pairs if value(other)]


def suffix(sockets: int, plan: Plan) -> str:
    """Figures of the larger crowd carry the plain name."""
    return "" if sockets == plan.largest else f"_{sockets}"


def of_equal(runs: Runs, plan: Plan) -> Figures:
    """Comparison 1."""
    figures: Figures = {}
    for (name, sockets), heard in runs.equal.items():
        tail = f"_{sockets}"
        add(figures, f"{name}_cpu{tail}", [one.cpu for one in heard], 3)
        add(figures, f"{name}_p50_ms{tail}", [one.ms(50) for one in heard])
        add(figures, f"{name}_p99_ms{tail}", [one.ms(99) for one in heard])
        figures[f"{name}_equal_lost{tail}"] = sum(one.lost for one in heard)
    for sockets, _ in plan.crowds:
        ours = runs.equal.get(("ours", sockets), [])
        theirs = runs.equal.get(("socketio", sockets), [])
        tail = suffix(sockets, plan)
        add(figures, f"cpu_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.cpu), 2)
        add(figures, f"p50_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.ms(50)), 2)
        add(figures, f"p99_vs_socketio{tail}", ratios(ours, theirs, lambda one: one.ms(99)), 2)
    return figures


def of_saturation(runs: Runs, plan: Plan) -> Figures:
    """Comparison 2."""
    figures: Figures = {}
    for (name, sockets), heard in runs.full.items():
        rates = [one.deliveries_per_s for one in heard]
        add(figures, f"{name}_deliveries_per_s_{sockets}", rates, 0)
        figures[f"{name}_load_cpu_{sockets}"] = round(median(one.load_cpu for one in heard), 2)
        figures[f"{name}_full_lost_{sockets}"] = sum(one.lost for one in heard)
    for sockets, _ in plan.crowds:
        ours = runs.full.get(("ours", sockets), [])
        for name in ("socketio", "tutorial", "broadcast"):
            theirs = runs.full.get((name, sockets), [])
            ratio = ratios(ours, theirs, lambda one: one.deliveries_per_s)
            add(figures, f"vs_{name}{suffix(sockets, plan)}", ratio)
    return figures


def of_path(paths: Paths, plan: Plan) -> Figures:
    """Comparison 3, and the memory of an idle socket."""
    figures: Figures = {}
    for sockets, _ in plan.crowds:
        tail = suffix(sockets, plan)
        ours = paths.full.get(("ours", sockets), [])
        theirs = paths.full.get(("tutorial", sockets), [])
        half = paths.half.get(("ours", sockets), [])
        add(figures, f"posts_per_s{tail}", [one.posts_per_s for one in ours])
        # Of the core's time that it got: on a busy machine, or at the frame limit, it is not all.
        share = [one.posts_per_s / one.cpu for one in ours if one.cpu]
        add(figures, f"posts_per_core_s{tail}", share)
        add(figures, f"tutorial_posts_per_s{tail}", [one.posts_per_s for one in theirs])
        ratio = ratios(ours, theirs, lambda one: one.posts_per_s)
        add(figures, f"path_vs_tutorial{tail}", ratio)
        add(figures, f"p50_ms{tail}", [one.ms(50) for one in half])
        add(figures, f"p99_ms{tail}", [one.ms(99) for one in half])
        figures[f"tutorial_path_lost{tail}"] = sum(one.lost for one in theirs)
    add(figures, "idle_kb", paths.idle_kb)
    figures["unstored"] = paths.unstored
    figures["refused"] = paths.refused
    return figures


def lost(runs: Runs, paths: Paths) -> int:
    """Messages of this project that did not reach a socket, or reached it twice."""
    found = [runs.equal, runs.full, paths.full, paths.half]
    return sum(
        one.lost
        for kind in found
        for (name, _), heard in kind.items()
        if name == "ours"
        for one in heard
    )
