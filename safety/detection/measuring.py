"""How often each rule spoke in labelled messages, and how often rightly. Pure; keeps figures only."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from safety.detection.assess import assess
from safety.detection.rulebook import rulebook

MEASURED = Path(__file__).parent / "models" / "measured.json"
FEW = 30  # below as many messages a share says nothing
DANGER = frozenset({"elevated", "imminent"})
WORRY = "concern"
UNRELIABLE = "unreliable_neg"  # a stratum whose labels nobody trusts
# What the labels call the kinds of the rules.
LABELLED = {"abuse_now": "abuse_disclosure", "overdose": "suicide", "means": "suicide"}


class BadRow(ValueError):
    """A labelled message is not as it should be."""


@dataclass(frozen=True)
class Figures:
    """What one rule did: in how many messages it spoke, and what those were labelled."""

    spoke: int
    danger: int  # of those, labelled as danger
    worry: int  # of those, labelled as worry, less than danger
    alone: int  # of the dangerous ones, those in which no other rule spoke
    kind_found: int  # of all labelled as danger of the rule's kind, those in which it spoke
    kind_all: int

    @property
    def precision(self) -> float | None:
        """The part that was danger; None where it spoke too seldom to say."""
        return self.danger / self.spoke if self.spoke >= FEW else None

    @property
    def recall(self) -> float | None:
        """The part of its kind's danger that it found; None where there is too little to say."""
        return self.kind_found / self.kind_all if self.kind_all >= FEW else None


@dataclass(frozen=True)
class Measured:
    """All rules, measured on one day."""

    version: str  # of the rules
    on: str  # the day, as 2026-11-27
    messages: int
    danger: int
    rules: Mapping[str, Figures]


def measure(rows: Iterable[Mapping[str, Any]], *, on: str) -> Measured:
    """Read every row ``{text, label, risk_type, stratum}`` by the rules alone, all of them on.

    Raises:
        BadRow: a row lacks one of these.
    """
    book = rulebook()
    kinds = {entry.id: entry.kind for entry in book.entries}
    totals: Counter[tuple[str, str]] = Counter()
    of_kind: Counter[str] = Counter()
    messages = 0
    for row in rows:
        try:
            text, label, told, stratum = (
                row[key] for key in ("text", "label", "risk_type", "stratum")
            )
        except KeyError as error:
            raise BadRow(f"a message has no {error}") from error
        if stratum == UNRELIABLE:
            continue
        messages += 1
        danger = label in DANGER
        of_kind[told] += danger
        spoke = {reason.rule_id for reason in assess(str(text)).reasons if reason.level}
        for rule in spoke:
            totals[rule, "spoke"] += 1
            totals[rule, "danger"] += danger
            totals[rule, "worry"] += label == WORRY
            totals[rule, "alone"] += danger and len(spoke) == 1
            totals[rule, "kind_found"] += danger and told == _labelled(kinds[rule])
    rules = {
        rule: Figures(
            spoke=totals[rule, "spoke"],
            danger=totals[rule, "danger"],
            worry=totals[rule, "worry"],
            alone=totals[rule, "alone"],
            kind_found=totals[rule, "kind_found"],
            kind_all=of_kind[_labelled(kind)],
        )
        for rule, kind in sorted(kinds.items())
    }
    return Measured(book.version, on, messages, sum(of_kind.values()), rules)


def _labelled(kind: str) -> str:
    return LABELLED.get(kind, kind)


def written(measured: Measured) -> str:
    """As it is kept: figures, and nothing of what anybody wrote."""
    return json.dumps(asdict(measured), indent=1) + "\n"


@cache
def shipped() -> Measured | None:
    """The figures in the repository; None when there are none that can be read."""
    try:
        told = json.loads(MEASURED.read_text(encoding="utf-8"))
        rules = {rule: Figures(**figures) for rule, figures in told.pop("rules").items()}
        return Measured(rules=rules, **told)
    except (OSError, ValueError, KeyError, TypeError):
        return None
