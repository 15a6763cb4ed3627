"""Trains the linear layer of the second look. Pure: rows in, layer out.

Logistic regression with weight decay by Newton's method, rare rows in danger weighing as much as
all others together. It learns from the rows that may train what we ship and, less, from our own
exemplars: with these as loud as rows it hears our own way of writing and fewer other people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from safety.detection.exemplars import Exemplars, exemplars
from safety.detection.likeness import centres_of
from safety.detection.meaning import Encode, Layer, likeness_to
from safety.detection.pieces import pieces
from safety.detection.training import DANGER, may_teach, row_of

DECAY = 10.0  # against the sum of the losses: 1 / C, where C is .1
ROUNDS = 12  # of Newton's method
DIGITS = 4
OWN = 0.3  # what one of our exemplars weighs beside a row
TEACH = frozenset({"suicide", "self_harm"})  # types of danger whose rows teach


@dataclass(frozen=True)
class Told:
    """One message, and whether its author was in danger."""

    text: str
    in_danger: bool


def told_of(lines: Iterable[Mapping[str, Any]]) -> list[Told]:
    """The rows that may train what we ship and say clearly yes or no, in order.

    Harm to others is left out: its rows are sentences against groups of people, whose names are no
    danger (``training.TYPES``).

    Raises:
        ValueError: a row lacks a field, or has an unknown label.
    """
    told = []
    for one in lines:
        if not may_teach(one):
            continue
        row = row_of(one)
        if row.label == "none" or (row.label in DANGER and row.kind in TEACH):
            told.append(Told(one["text"], row.label != "none"))
    return told


def layer_of(
    rows: Sequence[Told], encode: Encode, *, version: str, own: Any,
    given: Exemplars | None = None,
) -> Layer:  # fmt: skip
    """The layer that ``rows`` and the exemplars teach.

    Args:
        rows: the messages.
        encode, version, given: of the exemplars.
        own: the vectors of their sentences.

    Raises:
        ValueError: no row is without danger, so nobody knows how everyday talk lies.
    """
    vectors = encode([row.text for row in rows])
    parts = [pieces(row.text) for row in rows if not row.in_danger]
    calm = encode([piece.text for each in parts for piece in each])
    return fitted(rows, vectors, [len(each) for each in parts], calm,
                  version=version, given=given, own=own)  # fmt: skip


def fitted(
    rows: Sequence[Told], vectors: Any, lengths: Sequence[int], calm: Any, *,
    version: str, own: Any, given: Exemplars | None = None,
) -> Layer:  # fmt: skip
    """As ``layer_of``, where all is encoded already.

    Args:
        rows: the messages.
        vectors: of each whole message.
        lengths: how many pieces each message that is in no danger has.
        calm: the vectors of these pieces, one message after the other.
        version, given, own: of the exemplars.

    Raises:
        ValueError: no row is without danger, so nobody knows how everyday talk lies.
    """
    if not lengths:
        raise ValueError("no row is without danger")
    given = given or exemplars()
    danger = np.array([group.is_danger for _, group in given.sentences])
    weights, bias = _newton(
        np.vstack([own, vectors]).astype(np.float64),
        np.concatenate([danger, [row.in_danger for row in rows]]).astype(np.float64),
        np.concatenate([np.full(len(own), OWN), np.ones(len(rows))]),
    )
    layer = Layer(version, round(bias, DIGITS), _rounded(weights))
    whole = vectors[[not row.in_danger for row in rows]]
    centres = np.array([_rounded(row) for row in centres_of(whole)], np.float32)
    begins = np.cumsum([0, *lengths[:-1]])
    return replace(
        layer,
        odds=_spread(calm @ np.asarray(layer.weights) + layer.bias, begins),
        likeness=_spread(likeness_to(given, own, centres)(calm), begins),
        centres=tuple(_rounded(row) for row in centres),
    )


def _rounded(row: Any) -> tuple[float, ...]:
    return tuple(round(float(value), DIGITS) for value in row)


def _spread(values: Any, begins: Any) -> tuple[float, float]:
    """Mean and standard deviation of the strongest piece of each message."""
    most = np.maximum.reduceat(values, begins)
    return round(float(most.mean()), DIGITS), round(float(most.std()), DIGITS)


def _newton(rows: Any, yes: Any, loud: Any) -> tuple[Any, float]:
    """Weights and bias that lose least where rows weigh ``loud``; the bias does not decay."""
    share = np.average(yes, weights=loud)
    weigh = loud * np.where(yes > 0, 0.5 / share, 0.5 / (1 - share))
    wide = np.hstack([rows, np.ones((len(rows), 1))])
    decay = np.diag([DECAY] * rows.shape[1] + [1e-9])
    found = np.zeros(wide.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-wide @ found))
        slope = wide.T @ (weigh * (chance - yes)) + decay @ found
        bend = (wide * (weigh * chance * (1 - chance))[:, None]).T @ wide + decay
        found = found - np.linalg.solve(bend, slope)
    return found[:-1], float(found[-1])
