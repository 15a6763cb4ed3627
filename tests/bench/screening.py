"""``make bench NAME=screening``: who is found at 1, 2 and 5 % of everyday talk, and how long it takes.

``--data``: labelled messages (JSON lines), by default those beside the project. For each share of
everyday talk that may be flagged, the threshold is where that many flags are raised, and recall is
the part of messages labelled elevated or imminent that are above it.

A row that may train the weights is scored by weights that were trained without its whole source,
never by those that saw it or its neighbours. All other rows are scored by the weights as shipped.

``supporters_2pct``: of peers' replies in talk about suicide that are no danger, the part that is
flagged when 2 % of everyday talk is. ``inline_p99_ms``: one text, both the rules and the words.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safety.detection import training
from safety.detection.assess import assess_read, read
from safety.detection.scoring import screen, weighed
from safety.detection.weights import Weights, weights
from tests.bench.report import Goal, Number, progress, report
from tests.faults.rooms_crowd import percentile

DATA = Path("../shared/evaluation/crisis_dev.jsonl")
EVERYDAY = {"benign_chat", "benign_stress", "counsel_talk"}
REPLIES, SUPPORTERS = "epitome_replies", "cssrs_posts"  # sources
SHARES = {"1pct": 0.01, "2pct": 0.02, "5pct": 0.05}


@dataclass(frozen=True)
class Judged:
    """One labelled message and its score."""

    label: str
    kind: str
    source: str
    stratum: str
    score: float

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


def _judged(told: Sequence[dict[str, Any]]) -> list[Judged]:
    rows = training.rows_of(told)
    sources = sorted({row.source for row in rows})
    without: dict[str, Weights | None] = {}
    for source in sources:
        others = [row for row in rows if row.source != source]
        progress(f"training without {source}: {len(others)} of {len(rows)} rows")
        without[source] = _trained(others)
    judged = []
    for one in told:
        by = without[one["source"]] if one["train_ok"] else weights()
        given = read(one["text"])
        made = weighed(assess_read(one["text"], given), given.plain, by=by)
        judged.append(
            Judged(one["label"], one["risk_type"], one["source"], one["stratum"], made.score)
        )
    return judged


def _trained(rows: Sequence[training.Row]) -> Weights | None:
    """Weights, or none: what is left without the one source of danger teaches nothing."""
    try:
        return training.trained(rows, version="fold")
    except ValueError as error:
        progress(f"  no weights: {error}")
        return None


def _recalls(judged: Sequence[Judged]) -> dict[str, Number]:
    danger = [one for one in judged if one.is_danger]
    everyday = sorted((one.score for one in judged if one.is_everyday), reverse=True)
    supporters = [one for one in judged if one.label == "none" and one.source == SUPPORTERS]
    kinds = sorted({one.kind for one in danger})
    figures: dict[str, Number] = {"messages": len(judged), "in_danger": len(danger)}
    for name, share in SHARES.items():
        bound = everyday[int(share * len(everyday))]
        figures[f"recall_{name}"] = _above(danger, bound)
        figures[f"imminent_{name}"] = _above(
            [one for one in danger if one.label == "imminent"], bound
        )
        figures[f"supporters_{name}"] = _above(supporters, bound)
        for kind in kinds:
            figures[f"{kind}_{name}"] = _above([one for one in danger if one.kind == kind], bound)
    return figures


def _above(rows: Sequence[Judged], bound: float) -> float:
    return sum(one.score > bound for one in rows) / len(rows) if rows else 0.0


def _times(texts: Sequence[str]) -> dict[str, Number]:
    took = []
    for text in texts:
        began = time.perf_counter()
        screen(text)
        took.append((time.perf_counter() - began) * 1000)
    return {"inline_p50_ms": percentile(took, 50), "inline_p99_ms": percentile(took, 99)}


GOALS: dict[str, Goal] = {
    "recall_2pct": (">=", 0.75),
    "imminent_2pct": (">=", 0.62),
    "supporters_2pct": ("<=", 0.10),
    "inline_p99_ms": ("<=", 1.5),
}

if __name__ == "__main__":
    sys.exit(main())
