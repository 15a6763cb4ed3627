"""What the words of a message say beside the rules: one linear model for each type of danger.

The weights are plain numbers in ``models/words.json``, made by ``manage.py train_screening``; the
card of the models stands beside them. Pure Python: no library is needed to read a message, and
nothing of it is kept.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parent / "models" / "words.json"
READ_MOST = 600  # words of one message; who writes more has said it by then, or the rules find it


class BadWeights(ValueError):
    """The file of weights is not what was trained."""


@dataclass(frozen=True)
class Weights:
    """Linear models over words and pairs of neighbours, each there or not there."""

    version: str
    places: Mapping[str, int]  # feature: its place in the arrays
    kinds: Mapping[str, tuple[float, Sequence[float]]]  # bias, weight of each feature

    def log_odds(self, words: Sequence[str]) -> dict[str, float]:
        """For each type, the natural logarithm of the odds that its author is in danger.

        Odds as in the training data, where danger is common: an order, not a probability.
        """
        found, value = vector(words, self.places)
        return {
            kind: bias + value * sum(weights[place] for place in found)
            for kind, (bias, weights) in self.kinds.items()
        }


def features(words: Sequence[str]) -> Iterator[str]:
    """The words, and the pairs of neighbours."""
    yield from words
    for pair in pairwise(words):
        yield " ".join(pair)


def vector(words: Sequence[str], places: Mapping[str, int]) -> tuple[list[int], float]:
    """The places of the known features, and the value that all of them have.

    The squares of the values add up to 1: a long message is no louder than a short one. How often
    somebody says a thing, and how rare it is, told less than that it was said (measured).
    """
    found = sorted({places[each] for each in features(words[:READ_MOST]) if each in places})
    return found, 1 / math.sqrt(len(found) or 1)


@cache
def weights() -> Weights:
    """The weights that are shipped; the same object every time.

    Raises:
        BadWeights: the file was changed by hand, or is of another shape.
    """
    return read(WEIGHTS.read_text(encoding="utf-8"))


def read(text: str) -> Weights:
    """Weights out of what ``written`` gave.

    Raises:
        BadWeights: as ``weights``.
    """
    try:
        told = json.loads(text)
        body = told["models"]
        if told["sha256"] != _sum(body):
            raise BadWeights("the checksum is another one")
        names = body["features"]
        kinds = {kind: (one["bias"], one["weights"]) for kind, one in body["kinds"].items()}
        version = body["version"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadWeights(str(error)) from error
    if not kinds or any(len(row) != len(names) for _, row in kinds.values()):
        raise BadWeights("arrays of different lengths")
    return Weights(version, {name: at for at, name in enumerate(names)}, kinds)


def written(given: Weights) -> str:
    """``given`` as one JSON text with a checksum."""
    body = {
        "version": given.version,
        "features": sorted(given.places, key=given.places.__getitem__),
        "kinds": {
            kind: {"bias": bias, "weights": list(row)} for kind, (bias, row) in given.kinds.items()
        },
    }
    return json.dumps({"sha256": _sum(body), "models": body}, separators=(",", ":")) + "\n"


def _sum(body: Any) -> str:
    plain = json.dumps(body, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
