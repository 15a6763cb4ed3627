"""The second look at a message: what it means, beside what its words are.

Each piece of a message is compared with sentences that we wrote, in danger and not
(``exemplars.py``), and weighed by one linear layer over the encoder's numbers
(``models/meaning.json``, made by ``manage.py train_screening``). The strongest piece speaks for the
message, and the whole message beside it. It may raise what the first look found, never lower it.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from safety.detection.exemplars import Exemplars, Group, exemplars
from safety.detection.likeness import Likeness
from safety.detection.pieces import Piece, pieces

LAYER = Path(__file__).parent / "models" / "meaning.json"
PLANFUL = 4  # level of groups that speak of a plan, a date, a farewell: said calmly, they hide
NEAREST = 3  # exemplars that are kept of a decision

Encode = Callable[[Sequence[str]], Any]


class BadLayer(ValueError):
    """The file of the layer is not what was trained."""


@dataclass(frozen=True)
class Layer:
    """A linear layer, and how both measures lie over everyday talk of the training data.

    ``odds`` and ``likeness`` are (mean, standard deviation), so that both can be added.
    ``centres`` are what everyday talk gathers around (``likeness.py``).
    """

    version: str
    bias: float
    weights: tuple[float, ...]
    odds: tuple[float, float] = (0.0, 1.0)
    likeness: tuple[float, float] = (0.0, 1.0)
    centres: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Near:
    """An exemplar that a message is like: its group, and the cosine of the angle between them."""

    group: Group
    similarity: float


@dataclass(frozen=True)
class Apart:
    """The piece that is most like a plan or a farewell: what it is like, and how much."""

    near: Near
    margin: float  # its likeness to these more than to anything calm (``likeness.py``)
    piece: Piece


@dataclass(frozen=True)
class Meant:
    """What the second look makes of one message.

    Attributes:
        odds: of the linear layer at the strongest piece, in standard deviations above everyday talk.
        whole: of the linear layer at the whole message, likewise.
        likeness: to sentences in danger more than to others, likewise.
        nearest: groups that its strongest piece is most like, most alike first; in danger only.
        calm: how like the strongest piece is to the nearest sentence without danger.
        piece: the strongest piece.
        apart: the piece that is like a plan or a farewell and unlike anything calm.
        version: of exemplars and layer.
    """

    odds: float
    whole: float
    likeness: float
    nearest: tuple[Near, ...]
    calm: float
    piece: Piece
    apart: Apart
    version: str


class Meaning:
    """Reads messages with an encoder, exemplars and a layer."""

    def __init__(
        self,
        encode: Encode,
        *,
        layer: Layer,
        given: Exemplars | None = None,
        known: Any | None = None,
    ) -> None:
        """``known``: the vectors of all sentences, where they are worked out already."""
        self._encode, self._known = encode, known
        self._layer = layer
        self._given = given or exemplars()

    @cached_property
    def _groups(self) -> list[Group]:
        return [group for _, group in self._given.sentences]

    @cached_property
    def _in_danger(self) -> Any:
        return np.array([group.is_danger for group in self._groups])

    @cached_property
    def _of_plans(self) -> Any:
        return np.array([group.level >= PLANFUL for group in self._groups])

    @cached_property
    def _vectors(self) -> Any:
        if self._known is not None:
            return self._known
        return self._encode([sentence for sentence, _ in self._given.sentences])

    @cached_property
    def _likeness(self) -> Likeness:
        return likeness_to(self._given, self._vectors, self._centres)

    @cached_property
    def _planful(self) -> Likeness:
        return likeness_to(self._given, self._vectors, self._centres, above=PLANFUL)

    @property
    def _centres(self) -> Any:
        return np.asarray(self._layer.centres, np.float32)

    @property
    def version(self) -> str:
        """Of all that takes part."""
        return f"meaning-{self._layer.version} exemplars-{self._given.version}"

    def hear(self, texts: Sequence[str]) -> list[Meant]:
        """What each of ``texts`` means, in order."""
        cut = [pieces(text) for text in texts]
        vectors = self._encode([piece.text for parts in cut for piece in parts])
        heard, begin = [], 0
        for parts in cut:
            heard.append(self.weigh(parts, vectors[begin : begin + len(parts)]))
            begin += len(parts)
        return heard

    def weigh(self, parts: Sequence[Piece], vectors: Any) -> Meant:
        """What one message means, where its pieces are encoded already."""
        alike = vectors @ self._vectors.T
        odds = vectors @ np.asarray(self._layer.weights, np.float32) + self._layer.bias
        odds = (odds - self._layer.odds[0]) / self._layer.odds[1]
        likeness = (self._likeness(vectors) - self._layer.likeness[0]) / self._layer.likeness[1]
        at = int(np.argmax(odds + likeness))
        return Meant(
            odds=float(odds.max()),
            whole=float(odds[0]),
            likeness=float(likeness.max()),
            nearest=self._nearest(alike[at]),
            calm=float(alike[at][~self._in_danger].max()),
            piece=parts[at],
            apart=self._apart(parts, vectors, alike),
            version=self.version,
        )

    def _apart(self, parts: Sequence[Piece], vectors: Any, alike: Any) -> Apart:
        margins = self._planful(vectors)
        at = int(np.argmax(margins))
        which = int(np.argmax(np.where(self._of_plans, alike[at], -1.0)))
        near = Near(self._groups[which], round(float(alike[at][which]), 3))
        return Apart(near, round(float(margins[at]), 4), parts[at])

    def _nearest(self, alike: Any) -> tuple[Near, ...]:
        best: dict[str, Near] = {}
        for at in np.argsort(-alike):
            group = self._groups[at]
            if group.is_danger:
                best.setdefault(group.id, Near(group, round(float(alike[at]), 3)))
            if len(best) == NEAREST:
                break
        return tuple(best.values())


def likeness_to(given: Exemplars, vectors: Any, centres: Any, *, above: int = 1) -> Likeness:
    """The measure of likeness to what in ``given`` is of level ``above`` or higher.

    ``vectors`` are its sentences, encoded.
    """
    groups = [group for _, group in given.sentences]
    danger = np.array([group.is_danger for group in groups])
    to = np.array([group.level >= above for group in groups])
    return Likeness(vectors, [group.id for group in groups], danger, centres, to=to)


def read_layer(text: str) -> Layer:
    """A layer out of what ``written`` gave.

    Raises:
        BadLayer: it was changed by hand, or is of another shape.
    """
    try:
        told = json.loads(text)
        body = told["layer"]
        if told["sha256"] != _sum(body):
            raise BadLayer("the checksum is another one")
        return Layer(
            body["version"],
            body["bias"],
            tuple(body["weights"]),
            (body["odds"][0], body["odds"][1]),
            (body["likeness"][0], body["likeness"][1]),
            tuple(tuple(row) for row in body["centres"]),
        )
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise BadLayer(str(error)) from error


def written(layer: Layer) -> str:
    """``layer`` as one JSON text with a checksum."""
    body = {
        "version": layer.version,
        "bias": layer.bias,
        "weights": list(layer.weights),
        "odds": list(layer.odds),
        "likeness": list(layer.likeness),
        "centres": [list(row) for row in layer.centres],
    }
    return json.dumps({"sha256": _sum(body), "layer": body}, separators=(",", ":")) + "\n"


def _sum(body: Any) -> str:
    plain = json.dumps(body, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
