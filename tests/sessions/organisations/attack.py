"""Somebody who wants to know of one person, with everything that a steward can see. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

import numpy as np

Cell = tuple[object, ...]  # such as ("people", month, cohort)


@dataclass(frozen=True)
class Fact:
    """What is known of a sum of cells, each with its factor: it lies between two numbers."""

    of: Mapping[Cell, int]
    low: float
    high: float


def bounds(facts: Collection[Fact]) -> dict[Cell, tuple[float, float]]:
    """The least and the most that each whole number from 0 on can be; each fact narrows the others.

    What each fact leaves to a cell, when the other cells are at their ends, again and again until
    nothing moves. It finds whatever subtracting sums from each other finds.
    """
    known: dict[Cell, tuple[float, float]] = {cell: (0, inf) for fact in facts for cell in fact.of}
    moves = True
    while moves:
        moves = False
        for fact in facts:
            for cell, factor in fact.of.items():
                low, high = known[cell]
                ends = [_ends(known[c], f) for c, f in fact.of.items() if c != cell]
                least = fact.low - sum(top for _, top in ends)
                most = fact.high - sum(bottom for bottom, _ in ends)
                if factor < 0:
                    least, most = most, least
                new = (max(low, _up(least / factor)), min(high, _down(most / factor)))
                if new != (low, high):
                    known[cell], moves = new, True
    return known


def pinned(known: Mapping[Cell, tuple[float, float]], cells: Collection[Cell]) -> set[Cell]:
    """Cells of 1 to 10 people whose number is known exactly."""
    return {
        cell for cell in cells if known[cell][0] == known[cell][1] and 1 <= known[cell][0] <= 10
    }


def singled_out(figures: Sequence[Collection[int]]) -> set[int]:
    """People whose own number follows from sums over people, by adding and subtracting sums.

    The attacker even knows who is in which sum. One's own number follows if the vector that has
    them alone is a combination of the vectors of the sums.
    """
    people = sorted({one for each in figures for one in each})
    if not people:
        return set()
    rows = np.array([[one in each for one in people] for each in figures], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    alone = np.eye(len(people))
    return {
        one
        for at, one in enumerate(people)
        if np.linalg.matrix_rank(np.vstack([rows, alone[at]])) == rank
    }


def fewest_between(figures: Sequence[Collection[int]]) -> float:
    """How few people are in one sum and not in another one, or in a sum at all; inf for none."""
    sets = [frozenset(each) for each in figures]
    apart = [len(one ^ other) for one in sets for other in (*sets, frozenset()) if one != other]
    return min(apart, default=inf)


def _ends(known: tuple[float, float], factor: int) -> tuple[float, float]:
    low, high = known[0] * factor, known[1] * factor
    return (low, high) if factor > 0 else (high, low)


def _up(number: float) -> float:
    return number if abs(number) == inf else ceil(number - 1e-9)


def _down(number: float) -> float:
    return number if abs(number) == inf else floor(number + 1e-9)
