"""Room for words beside a line, in the narrowest frame and with the largest letters. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

LEFT, RIGHT = 2.0, 98.0  # percent: a dot at either end lies inside
NARROWEST = 250  # pixels across, on a phone that is 360 wide
LETTER = 9  # pixels of one letter at the largest size that can be chosen
HIGH, AROUND = 16, 6  # pixels: of a line of words, and of a dot around its middle
STEP = 2.0  # percent


@dataclass(frozen=True)
class Dot:
    """One point: percent across, pixels down."""

    x: float
    y: float


@dataclass(frozen=True)
class Name:
    """Where words stand; ``anchor`` says which end of them is at ``x``."""

    x: float
    y: float
    anchor: str


def place_for(words: str, above: float, below: float, runs: Sequence[Sequence[Dot]]) -> Name | None:
    """A corner of the stretch between two heights in which no line runs; None where there is none.

    What is free in the narrowest frame is free in a wider one: there the words take less of it.
    """
    wide = 100 * LETTER * len(words) / NARROWEST
    if below - above < HIGH + 2 or wide > RIGHT - LEFT:
        return None
    for y in (above + HIGH - 2, below - 5):  # where the words stand: on this line
        for anchor, x in (("end", RIGHT), ("start", LEFT)):
            since, until = (x - wide, x) if anchor == "end" else (x, x + wide)
            if not any(
                since - STEP <= dot.x <= until + STEP
                and y - HIGH - AROUND <= dot.y <= y + AROUND + 3
                for run in runs
                for dot in _along(run)
            ):
                return Name(x, round(y, 2), anchor)
    return None


def _along(run: Sequence[Dot]) -> Iterator[Dot]:
    """The points of a line and of what joins them, so close that no letter fits between."""
    yield from run[:1]
    for one, other in pairwise(run):
        across, down = other.x - one.x, other.y - one.y
        steps = max(1, round(max(abs(across) / STEP, abs(down) / AROUND)))
        for step in range(1, steps + 1):
            yield Dot(one.x + across * step / steps, one.y + down * step / steps)
