"""How every measurement speaks: progress on stderr, one JSON line at the end of stdout."""

import json
import operator
import sys
from collections.abc import Mapping

Number = int | float
Goal = tuple[str, Number]
COMPARE = {">=": operator.ge, "<=": operator.le}


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


def report(name: str, figures: Mapping[str, Number], goals: Mapping[str, Goal]) -> int:
    """Print the JSON line; returns the exit code, 0 when every goal is met."""
    met = is_met(figures, goals)
    line = {
        "name": name,
        "figures": dict(figures),
        "goals": {key: list(goal) for key, goal in goals.items()},
        "met": met,
    }
    print(json.dumps(line), flush=True)
    return 0 if met else 1
