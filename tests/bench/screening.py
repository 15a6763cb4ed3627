"""``make bench NAME=screening``: who is found at 1, 2 and 5 % of everyday talk, and how long it takes.

``--data``: labelled messages (JSON lines), by default those beside the project. For each share of
everyday talk that may be flagged, the threshold is where that many flags are raised, and recall is
the part of messages labelled elevated or imminent that are above it.

A row that may train the weights is scored by weights that were trained without its whole source,
never by those that saw it or its neighbours; so for the layer of the second look. All other rows are
scored by both as shipped. Our own exemplars are no rows of the data: they take part everywhere.

``source_<name>_2pct``: recall in one source of at least 20 messages in danger: a figure that one
source makes alone says little about others. ``supporters_2pct``: of peers' replies in talk about suicide that are no danger, the part that is
flagged when 2 % of everyday talk is. ``inline_p99_ms``: one text, both the rules and the words.
``second_p99_ms``: one text alone by the second look. ``inline_recall_2pct``: the first look alone.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from peerhub.encoder import encoder
from safety.detection import layering, training
from safety.detection.assess import assess_read, read
from safety.detection.exemplars import exemplars
from safety.detection.meaning import Layer, Meaning
from safety.detection.pieces import pieces
from safety.detection.scoring import Screened, screen, weighed
from safety.detection.second import look_twice, meaning, raised
from safety.detection.weights import Weights, weights
from tests.bench.report import Goal, Number, progress, report
from tests.faults.rooms_crowd import percentile

DATA = Path("../shared/evaluation/crisis_dev.jsonl")
EVERYDAY = {"benign_chat", "benign_stress", "counsel_talk"}
REPLIES, SUPPORTERS = "epitome_replies", "cssrs_posts"  # sources
FEW = 20  # messages in danger below which a source has no figure of its own
SHARES = {"1pct": 0.01, "2pct": 0.02, "5pct": 0.05}


@dataclass(frozen=True)
class Judged:
    """One labelled message and its score."""

    label: str
    kind: str
    source: str
    stratum: str
    score: float
    first: float  # score of the first look alone
    level: int
    first_level: int

    @property
    def is_danger(self) -> bool:
        """Labelled elevated or imminent."""
        return self.label in training.DANGER

    @property
    def is_everyday(self) -> bool:
        """Nothing to worry about, and not about danger either."""
        return self.label == "none" and (self.stratum in EVERYDAY or self.source == REPLIES)


def main() -> int:
    """Score, count, time; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    with parser.parse_args().data.open(encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    told = [one for one in told if one["stratum"] != "unreliable_neg"]
    judged = _judged(told)
    figures = _recalls(judged) | _times([one["text"] for one in told])
    return report("screening", figures, GOALS)


@dataclass(frozen=True)
class Learned:
    """What a row is scored by."""

    words: Weights | None
    meaning: Meaning


class Encoded:
    """All messages cut and encoded once, for every fold."""

    def __init__(self, told: Sequence[dict[str, Any]]) -> None:
        self.told = told
        self.parts = [pieces(one["text"]) for one in told]
        self.begins = np.cumsum([0, *(len(each) for each in self.parts)])
        progress(f"encoding {self.begins[-1]} pieces")
        self.vectors = encoder()([piece.text for each in self.parts for piece in each])
        self.own = encoder()([sentence for sentence, _ in exemplars().sentences])

    def of(self, at: int) -> Any:
        """The vectors of one message: the whole first."""
        return self.vectors[self.begins[at] : self.begins[at + 1]]

    def layer(self, without: str) -> Layer:
        """The layer that all other sources teach."""
        chosen, rows = [], []
        for at, one in enumerate(self.told):
            if one["source"] != without and (told := layering.told_of([one])):
                chosen.append(at)
                rows += told
        calm = [at for at, row in zip(chosen, rows, strict=True) if not row.in_danger]
        return layering.fitted(
            rows,
            self.vectors[self.begins[chosen]],
            [len(self.parts[at]) for at in calm],
            np.vstack([self.of(at) for at in calm]),
            version="fold",
            own=self.own,
        )


def _judged(told: Sequence[dict[str, Any]]) -> list[Judged]:
    rows = training.rows_of(told)
    encoded = Encoded(told)
    without: dict[str, Learned] = {}
    for source in sorted({row.source for row in rows}):
        others = [row for row in rows if row.source != source]
        progress(f"training without {source}: {len(others)} of {len(rows)} rows")
        layer = encoded.layer(source)
        without[source] = Learned(_trained(others), Meaning(encoder(), layer=layer))
    shipped = Learned(weights(), meaning())
    judged = []
    for at, one in enumerate(told):
        by = without[one["source"]] if one["train_ok"] else shipped
        given = read(one["text"])
        first = weighed(assess_read(one["text"], given), given.plain, by=by.words)
        made = raised(first, by.meaning.weigh(encoded.parts[at], encoded.of(at)))
        judged.append(_judge(one, made, first))
    return judged


def _judge(one: dict[str, Any], made: Screened, first: Screened) -> Judged:
    return Judged(
        one["label"], one["risk_type"], one["source"], one["stratum"], made.score, first.score,
        made.assessment.level, first.assessment.level,
    )  # fmt: skip


def _trained(rows: Sequence[training.Row]) -> Weights | None:
    """Weights, or none: what is left without the one source of danger teaches nothing."""
    try:
        return training.trained(rows, version="fold")
    except ValueError as error:
        progress(f"  no weights: {error}")
        return None


def _recalls(judged: Sequence[Judged]) -> dict[str, Number]:
    danger = [one for one in judged if one.is_danger]
    everyday = [one for one in judged if one.is_everyday]
    ordered = sorted((one.score for one in everyday), reverse=True)
    supporters = [one for one in judged if one.label == "none" and one.source == SUPPORTERS]
    kinds = sorted({one.kind for one in danger})
    figures: dict[str, Number] = {"messages": len(judged), "in_danger": len(danger)}
    for name, share in SHARES.items():
        bound = ordered[int(share * len(everyday))]
        figures[f"recall_{name}"] = _above(danger, bound)
        figures[f"imminent_{name}"] = _above(
            [one for one in danger if one.label == "imminent"], bound
        )
        figures[f"supporters_{name}"] = _above(supporters, bound)
        for kind in kinds:
            figures[f"{kind}_{name}"] = _above([one for one in danger if one.kind == kind], bound)
    figures |= _by_source(danger, bound=ordered[int(SHARES["2pct"] * len(everyday))])
    first = sorted((one.first for one in everyday), reverse=True)[int(0.02 * len(everyday))]
    figures["inline_recall_2pct"] = sum(one.first > first for one in danger) / len(danger)
    return figures | _in_operation(danger, everyday)


def _by_source(danger: Sequence[Judged], *, bound: float) -> dict[str, Number]:
    told: dict[str, Number] = {}
    for source in sorted({one.source for one in danger}):
        rows = [one for one in danger if one.source == source]
        if len(rows) >= FEW:
            told[f"source_{source}_2pct"] = _above(rows, bound)
    return told


def _in_operation(danger: Sequence[Judged], everyday: Sequence[Judged]) -> dict[str, Number]:
    """The part that comes before a person at all, and that is seen within a quarter of an hour."""
    told: dict[str, Number] = {}
    for level in (1, 3):
        for name, rows in (("danger", danger), ("everyday", everyday)):
            told[f"{name}_level_{level}"] = sum(one.level >= level for one in rows) / len(rows)
            told[f"{name}_level_{level}_inline"] = sum(
                one.first_level >= level for one in rows
            ) / len(rows)
    return told


def _above(rows: Sequence[Judged], bound: float) -> float:
    return sum(one.score > bound for one in rows) / len(rows) if rows else 0.0


def _times(texts: Sequence[str]) -> dict[str, Number]:
    first = [_took(partial(screen, text)) for text in texts]
    again = [_took(partial(look_twice, [text])) for text in texts[:: len(texts) // 500]]
    return {
        "inline_p50_ms": percentile(first, 50),
        "inline_p99_ms": percentile(first, 99),
        "second_p50_ms": percentile(again, 50),
        "second_p99_ms": percentile(again, 99),
    }


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


GOALS: dict[str, Goal] = {
    "recall_2pct": (">=", 0.75),
    "imminent_2pct": (">=", 0.62),
    "supporters_2pct": ("<=", 0.10),
    "inline_p99_ms": ("<=", 1.5),
}

if __name__ == "__main__":
    sys.exit(main())
