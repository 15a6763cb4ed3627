"""Trains the word weights. Pure: rows in, weights out; the same rows give the same weights.

Logistic regression by stochastic gradient descent with step sizes of each weight's own (AdaGrad;
Duchi, Hazan and Singer 2011), rare positives weighing as much as all others together. Each time a
feature is met, its weight is pulled towards zero: firmly, because all who teach danger come from
one forum, and what is only that forum's must not be learned (recall in other sources, at 2 % of
everyday talk, words alone: .16 with a hundred-thousandth of the pull, .52 with this one).
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safety.detection.assess import read
from safety.detection.weights import Weights, features, vector

LABELS = ("none", "concern", "elevated", "imminent")
DANGER = frozenset({"elevated", "imminent"})
# The types that rows may teach whose licence lets them train what we ship. Of harm to others there
# are only made-up sentences against groups of people: the words of these groups became the danger
# ("black", "gay", "muslims"). Nobody is to be flagged for who they are. There, as for self-harm and
# abuse, the rules stand alone.
TYPES = {"suicide": "suicide"}
SEEN_IN = 8  # rows that must hold a feature: what few wrote is theirs, and teaches little
MOST = 12_000  # features
ENOUGH = 50  # rows in danger without which a type is left to the rules
ROUNDS, STEP, PULL = 12, 0.5, 0.1  # passes over the rows; first step; pull towards zero
DIGITS = 3


@dataclass(frozen=True)
class Row:
    """One message as people labelled it."""

    words: tuple[str, ...]
    label: str  # one of LABELS
    kind: str  # of danger, as the data names it
    source: str


def rows_of(told: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Those that may train weights that we ship, in order.

    Raises:
        ValueError: a row lacks a field, or has an unknown label.
    """
    return [row_of(one) for one in told if may_teach(one)]


def may_teach(one: Mapping[str, Any]) -> bool:
    """Whether a line of the data may train what we ship, and its label is to be relied on."""
    return one.get("train_ok") is True and one.get("stratum") != "unreliable_neg"


def row_of(one: Mapping[str, Any]) -> Row:
    """A line of the data as a row.

    Raises:
        ValueError: it lacks a field, or has an unknown label.
    """
    try:
        row = Row(read(one["text"]).plain, one["label"], one["risk_type"], one["source"])
    except (KeyError, AttributeError) as error:
        msg = f"a row without {error}"
        raise ValueError(msg) from error
    if row.label not in LABELS:
        msg = f"an unknown label: {row.label}"
        raise ValueError(msg)
    return row


def trained(rows: Sequence[Row], *, version: str, enough: int = ENOUGH) -> Weights:
    """Weights for every type that ``rows`` can teach.

    Raises:
        ValueError: no type has ``enough`` rows in danger, and rows that are not.
    """
    places = _vocabulary(rows)
    vectors = [vector(row.words, places) for row in rows]
    kinds = {}
    for kind, name in TYPES.items():
        marked = [
            (vectors[at], _in_danger(row, name))
            for at, row in enumerate(rows)
            if row.label != "concern"  # neither a yes nor a no
        ]
        yes = sum(is_yes for _, is_yes in marked)
        if enough <= yes < len(marked):
            kinds[kind] = _fitted(marked, len(places), weight=(len(marked) - yes) / yes)
    if not kinds:
        msg = f"no type has {enough} rows in danger, and rows that are not"
        raise ValueError(msg)
    return Weights(version, places, kinds)


def _in_danger(row: Row, name: str) -> bool:
    return row.label in DANGER and row.kind == name


def _vocabulary(rows: Sequence[Row]) -> dict[str, int]:
    seen = Counter(feature for row in rows for feature in set(features(row.words)))
    kept = sorted(
        (name for name, count in seen.items() if count >= SEEN_IN),
        key=lambda name: (-seen[name], name),
    )[:MOST]
    return {name: at for at, name in enumerate(kept)}


def _fitted(
    marked: Sequence[tuple[tuple[list[int], float], bool]], size: int, *, weight: float
) -> tuple[float, list[float]]:
    row, slopes = [0.0] * size, [1e-6] * size
    bias, bias_slope = 0.0, 1e-6
    order = list(marked)
    chance = random.Random(1)  # noqa: S311 - an order, the same each time
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for (found, value), is_yes in order:
            odds = bias + value * sum(row[at] for at in found)
            chance_of_yes = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            off = (chance_of_yes - is_yes) * (weight if is_yes else 1.0)
            bias_slope += off * off
            bias -= STEP * off / math.sqrt(bias_slope)
            for at in found:
                slope = off * value + PULL * row[at]
                slopes[at] += slope * slope
                row[at] -= STEP * slope / math.sqrt(slopes[at])
    return round(bias, DIGITS), [round(value, DIGITS) for value in row]
