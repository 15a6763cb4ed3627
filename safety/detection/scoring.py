"""One number for how urgent a message looks, from the rules and from the words. Pure.

The number orders messages; it is no probability. What a message is called by level comes from
the rules, or from the words when these speak loudly enough (``models/thresholds.toml``).
"""

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path

from safety.detection.assess import Assessment, assess_read, read
from safety.detection.weights import Weights, weights

THRESHOLDS = Path(__file__).parent / "models" / "thresholds.toml"


@dataclass(frozen=True)
class Thresholds:
    """How rules and words are weighed against each other; ``version`` changes with any of it."""

    version: str
    rule_step: float  # log-odds that one level of the rules weighs
    words_from: (
        float  # log-odds above which words weigh anything: nine of ten everyday texts do not
    )
    words_most: float  # log-odds above that which they weigh at most
    words_at: dict[int, float]  # level: log-odds from which the words alone mean it


@dataclass(frozen=True)
class Scored:
    """What both make of one text."""

    score: float
    level: int
    kind: str  # the type of danger; "" when nothing speaks
    reasons: tuple[str, ...]  # ids of rules, then types whose words speak, with their log-odds
    version: str


@cache
def thresholds() -> Thresholds:
    """Those that are shipped; the same object every time."""
    told = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))
    at = {int(level): float(odds) for level, odds in told["words_at"].items()}
    return Thresholds(
        version=told["version"],
        rule_step=told["rule_step"],
        words_from=told["words_from"],
        words_most=told["words_most"],
        words_at=at,
    )


def score(text: str) -> Scored:
    """Read ``text`` by the rules and by its words. Never raises, whatever the text."""
    given = read(text)
    return together(assess_read(text, given), given.plain, by=weights())


def together(found: Assessment, words: tuple[str, ...], *, by: Weights | None) -> Scored:
    """Weigh what the rules found and what the words say; without weights only the rules."""
    bounds = thresholds()
    odds = by.log_odds(words) if by else {}
    loudest, loud = max(odds.items(), key=itemgetter(1), default=("", -math.inf))
    by_words = max((level for level, at in bounds.words_at.items() if loud >= at), default=0)
    level = max(found.level, by_words)
    kind = found.kinds[0] if found.kinds else (loudest if by_words else "")
    reasons = [reason.rule_id for reason in found.reasons if reason.level]
    if by_words:
        reasons.append(f"words.{loudest} {loud:.1f}")
    versions = f"{found.version} words-{by.version if by else 'none'} at-{bounds.version}"
    beside = min(max(loud - bounds.words_from, 0.0), bounds.words_most)
    total = bounds.rule_step * found.level + beside
    return Scored(round(total, 3), level, kind, tuple(reasons), versions)
