"""How every measurement speaks: progress on stderr, one JSON line at the end of stdout."""

import json
import operator
import sys
from collections.abc import Mapping

Number = int | float
Goal = tuple[str, Number]
COMPARE = {">=": operator.ge, "<=": operator.le}
DIGITS = 4  # of a printed figure


def progress(words: str) -> None:
    """Say how far it is."""
    print(words, file=sys.stderr, flush=True)


def is_met(figures: Mapping[str, Number], goals: Mapping[str, Goal]) -> bool:
    """Whether every goal has its figure, and each figure is as good as its goal.

    Raises:
        KeyError: a goal's comparison is neither ``>=`` nor ``<=``.
    """
    return all(
        key in figures and COMPARE[how](figures[key], bound) for key, (how, bound) in goals.items()
    )


def shown(value: Number, goal: Goal | None) -> Number:
    """``value`` as it is printed: in few digits, unless these would stand beyond its goal."""
    if isinstance(value, int):
        return value
    few = float(f"{value:.{DIGITS}g}")
    if goal is None:
        return few
    how, bound = goal
    return few if COMPARE[how](few, bound) == COMPARE[how](value, bound) else value


def report(name: str, figures: Mapping[str, Number], goals: Mapping[str, Goal]) -> int:
    """Print the JSON line; returns the exit code, 0 when every goal is met.

    Goals are compared with ``figures`` as they are given: whoever measures does not round.
    """
    met = is_met(figures, goals)
    line = {
        "name": name,
        "figures": {key: shown(value, goals.get(key)) for key, value in figures.items()},
        "goals": {key: list(goal) for key, goal in goals.items()},
        "met": met,
    }
    print(json.dumps(line), flush=True)
    return 0 if met else 1
