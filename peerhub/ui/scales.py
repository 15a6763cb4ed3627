"""The numbers beside a line, and where a line breaks. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Protocol

STEPS_MOST = 4  # between the ends of a scale
CLOSEST = 0.15  # of the scale: two numbers that are nearer would touch
GAP_LEAST, GAP_MOST, GAP_USUAL = timedelta(days=10), timedelta(days=120), 3


class Point(Protocol):
    """One number at one instant."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def value(self) -> float:
        """How much."""


def plain(value: float) -> str:
    """A number as one writes it: 4, 4.5."""
    return f"{value:.1f}".removesuffix(".0")


def ticks(low: float, high: float) -> list[float]:
    """A few round numbers of the scale, both ends among them."""
    if high <= low:
        return [low]
    step, powers, turn = 1.0, (2.0, 2.5, 2.0), 0  # 1, 2, 5, 10, 20, 50, …
    while (high - low) / step > STEPS_MOST:
        step, turn = step * powers[turn % 3], turn + 1
    inner = []
    value = (low // step + 1) * step
    while value < high:
        if min(value - low, high - value) >= CLOSEST * (high - low):
            inner.append(value)
        value += step
    return [low, *inner, high]


def unbroken(points: Sequence[Point]) -> list[list[Point]]:
    """The points in runs: a line would lie about a time in which nothing was said.

    That is a time three times as long as usual between two of them, ten days at least; and four
    months in any case.
    """
    between = [(after.at - before.at).total_seconds() for before, after in pairwise(points)]
    usual = timedelta(seconds=median(between)) if between else timedelta()
    longest = min(max(GAP_LEAST, GAP_USUAL * usual), GAP_MOST)
    runs: list[list[Point]] = []
    for point in points:
        if runs and point.at - runs[-1][-1].at <= longest:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
