"""Both looks at a message together. The second may raise what the first found, never lower it.

Only the screening worker, commands and measurements come here: it needs the encoder.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from peerhub.encoder import NoEncoder, encoder
from safety.detection.assess import Reason
from safety.detection.exemplars import ALIKE, MEANING, exemplars
from safety.detection.known import known_vectors
from safety.detection.meaning import LAYER, BadLayer, Meaning, read_layer
from safety.detection.meaning import Meant as Meant
from safety.detection.pieces import Piece
from safety.detection.scoring import Screened, screen, thresholds


class NoSecondLook(Exception):
    """The model, its tokens or the layer cannot be used: what the first look found stands."""


@dataclass(frozen=True)
class Twice:
    """What both looks make of one message.

    Attributes:
        screened: level, kinds, reasons and version of both, and the score of both.
        meant: what the second look saw.
    """

    screened: Screened
    meant: Meant


@cache
def meaning() -> Meaning:
    """The second look of this process, loaded once.

    Raises:
        NoSecondLook: it cannot be used. It is tried again the next time.
    """
    try:
        layer = read_layer(LAYER.read_text(encoding="utf-8"))
        return Meaning(encoder(), layer=layer, known=known_vectors(exemplars()))
    except (OSError, BadLayer, NoEncoder) as error:
        raise NoSecondLook(type(error).__name__) from error


def look_twice(texts: Sequence[str], *, off: Collection[str] = ()) -> list[Twice]:
    """Both looks at each of ``texts``, in order; ``off``: rules that are switched off.

    Raises:
        NoSecondLook: as ``meaning``, or the model failed on one of them.
    """
    by = meaning()
    try:
        heard = by.hear(texts)
    except Exception as error:
        raise NoSecondLook(type(error).__name__) from error
    return [
        Twice(raised(screen(text, off=off), meant), meant)
        for text, meant in zip(texts, heard, strict=True)
    ]


def raised(first: Screened, meant: Meant) -> Screened:
    """What the first look found with what the second adds."""
    beside = _beside(meant)
    found = first.assessment
    version = f"{found.version} {meant.version}"
    score = round(first.score + beside, 3)
    level, reason = _heard(meant, beside + first.words / 2)
    if reason is None or level <= found.level:
        return Screened(replace(found, version=version), score, first.words)
    kinds = tuple(dict.fromkeys((*found.kinds, reason.kind)))
    reasons = (reason, *found.reasons)
    made = replace(found, level=level, kinds=kinds, reasons=reasons, version=version)
    return Screened(made, score, first.words)


def weight_of(twice: Twice) -> float:
    """How heavy a message is beside what the rules found: by its words and its meaning."""
    return _beside(twice.meant) + twice.screened.words / 2


def _beside(meant: Meant) -> float:
    bounds = thresholds().meaning
    return sum(
        weight * min(max(value, 0.0), bounds.most)
        for weight, value in (
            (bounds.odds, meant.odds),
            (bounds.whole, meant.whole),
            (bounds.likeness, meant.likeness),
        )
    )


def _heard(meant: Meant, weight: float) -> tuple[int, Reason | None]:
    bounds, near = thresholds().meaning, meant.nearest[0]
    allowed = [
        level
        for level, bound in bounds.near.items()
        if near.similarity >= bound and near.similarity > meant.calm
    ]
    if level := min(max(allowed, default=0), near.group.level):
        return level, _reason(f"{MEANING}{near.group.id}", near.group.kind, level, meant.piece)
    apart = meant.apart
    if apart.margin >= bounds.apart_by:
        group, piece = apart.near.group, apart.piece
        return 1, _reason(f"{MEANING}{group.id}", group.kind, 1, piece)
    if weight >= bounds.watch_from or meant.likeness >= bounds.alike_from:
        return 1, _reason(ALIKE, near.group.kind, 1, meant.piece)
    return 0, None


def _reason(name: str, kind: str, level: int, piece: Piece) -> Reason:
    return Reason(name, kind, level, piece.start, piece.end, piece.text)
