"""One number for how urgent a message looks, from the rules and from the words. Pure.

The number orders messages; it is no probability. What a message is called by level comes from
the rules, or from the words when these speak loudly enough (``models/thresholds.toml``).
"""

import logging
import math
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter
from pathlib import Path

from safety.detection.assess import Assessment, Reason, assess_read, read
from safety.detection.weights import BadWeights, Weights, weights

log = logging.getLogger(__name__)

WORDS = "words."  # begins the id of what words alone say
MEASURES = ("odds", "whole", "likeness", "most", "watch_from", "alike_from", "apart_by")
RATIONALE = (
    "The words are like those of people in danger, though no rule found as much. Please look."
)
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
    meaning: "MeaningBounds"


@dataclass(frozen=True)
class MeaningBounds:
    """What the second look weighs (``second.py``); see the file for the units."""

    odds: float
    whole: float
    likeness: float
    most: float
    watch_from: float
    alike_from: float
    apart_by: float
    near: dict[int, float]  # level: similarity from which it may be meant


@dataclass(frozen=True)
class Heard:
    """What the words alone say."""

    kind: str  # whose odds are the highest
    odds: float  # their logarithm
    level: int


@dataclass(frozen=True)
class Screened:
    """What both make of one text."""

    assessment: Assessment
    score: float  # of rules and words, and of the meaning where somebody looked twice
    words: float = 0.0  # what the words weigh in it


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
        meaning=MeaningBounds(
            **{name: told["meaning"][name] for name in MEASURES},
            near={int(level): bound for level, bound in told["meaning"]["near"].items()},
        ),
    )


@cache
def usable() -> Weights | None:
    """The weights that are shipped, or none when they cannot be read: then the rules go on alone."""
    try:
        return weights()
    except (OSError, BadWeights) as error:
        log.error("word weights: %s", type(error).__name__)  # noqa: TRY400 - no traceback is needed
        return None


def screen(text: str, *, off: Collection[str] = ()) -> Screened:
    """What the rules find, and where they find less, what the words say. Never raises.

    ``off``: ids of rules that are switched off.
    """
    given = read(text)
    return weighed(assess_read(text, given, off=off), given.plain, by=usable())


def weighed(found: Assessment, words: tuple[str, ...], *, by: Weights | None) -> Screened:
    """What the rules found with what the words say; without weights the rules alone.

    The version names all that took part; "words-none" marks a reading by the rules alone.
    """
    bounds, heard = thresholds(), _heard(words, by)
    version = f"{found.version} at-{bounds.version} words-{by.version if by else 'none'}"
    beside = min(max(heard.odds - bounds.words_from, 0.0), bounds.words_most)
    score = round(bounds.rule_step * found.level + beside, 3)
    if heard.level <= found.level:
        return Screened(replace(found, version=version), score, beside)
    reason = Reason(f"{WORDS}{heard.kind}", heard.kind, heard.level, 0, 0, "")
    kinds = tuple(dict.fromkeys((*found.kinds, heard.kind)))
    reasons = (reason, *found.reasons)
    made = replace(found, level=heard.level, kinds=kinds, reasons=reasons, version=version)
    return Screened(made, score, beside)


def _heard(words: tuple[str, ...], by: Weights | None) -> Heard:
    odds = by.log_odds(words) if by else {}
    kind, most = max(odds.items(), key=itemgetter(1), default=("", -math.inf))
    bounds = thresholds().words_at
    level = max((level for level, at in bounds.items() if most >= at), default=0)
    return Heard(kind, most, level)
