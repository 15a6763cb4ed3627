"""The reviewed rules, read from ``rules/`` once and checked as they are read.

``en.toml`` holds the version, the spelling, the sets and the frames; other files there hold more
rules, family by family.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from safety.detection.normalise import Spelling
from safety.detection.patterns import Phrasebook

RULES = Path(__file__).parent / "rules" / "en.toml"
KINDS = ("suicide", "self_harm", "abuse_now", "harm_to_others", "overdose", "means")
HIGHEST = 5
SPEAKERS = ("self", "any")
SCOPES = ("past", "present", "soon", "recent", "quoted", "topic", "other", "idiom")


class BadRule(ValueError):
    """The rule file says something that cannot be."""


@dataclass(frozen=True)
class Rule:
    """One reviewed group of phrases and what it says about a message."""

    id: str
    kind: str
    level: int
    phrases: tuple[str, ...]
    rationale: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    who: str = "self"  # "self": only when the author speaks of themselves; "any": whoever
    soon: int = 0  # level when the same clause names a time close by; 0: no change
    recent: int = 0  # level when the same clause says it happened lately; 0: no change
    ignores: tuple[str, ...] = ()  # scopes that never lower this rule
    silent: bool = False  # means nothing alone, only together with others


@dataclass(frozen=True)
class Frame:
    """Words that change how the rest of a clause is read."""

    scope: str
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Rules that mean more when one message holds them all."""

    id: str
    kind: str
    level: int
    needs: tuple[str, ...]  # each is the beginning of a rule id
    rationale: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Rulebook:
    """Everything read from one rule file."""

    version: str
    rules: tuple[Rule, ...]
    frames: tuple[Frame, ...]
    together: tuple[Together, ...]
    spelling: Spelling
    phrasebook: Phrasebook  # owner i is rule i; owners from len(rules) on are frames

    @property
    def entries(self) -> tuple[Rule | Together, ...]:
        """All that can give a message a level, as in the file."""
        return (*self.rules, *self.together)


@cache
def rulebook() -> Rulebook:
    """Read, check and compile the reviewed rules; the same object every time."""
    return compiled(told())


def told() -> dict[str, Any]:
    """What all rule files say, as one."""
    source = tomllib.loads(RULES.read_text(encoding="utf-8"))
    for path in sorted(RULES.parent.glob("en_*.toml")):
        for key, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            source[key] = [*source.get(key, ()), *rows]
    return source


def compiled(source: Mapping[str, Any]) -> Rulebook:
    """Turn the parsed rule file into a rule book.

    Raises:
        BadRule: a rule has an unknown kind, level, scope or speaker, or lacks its examples.
        BadPhrase: a phrase cannot be read.
    """
    rules = tuple(Rule(**_tuples(row)) for row in source["rule"])
    frames = tuple(Frame(**_tuples(row)) for row in source["frame"])
    together = tuple(Together(**_tuples(row)) for row in source.get("together", ()))
    _check(rules, frames, together)
    owners: tuple[Rule | Frame, ...] = (*rules, *frames)
    book = Phrasebook(
        source["sets"], [(p, at) for at, entry in enumerate(owners) for p in entry.phrases]
    )
    return Rulebook(
        version=source["version"],
        rules=rules,
        frames=frames,
        together=together,
        spelling=_spelling(source["spelling"], book),
        phrasebook=book,
    )


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}


def _spelling(source: Mapping[str, Any], book: Phrasebook) -> Spelling:
    coded = {typed: tuple(meant.split()) for typed, meant in source["coded"].items()}
    pairs = {(a, b): f"{a}{b}" for a, b in (pair.split() for pair in source["pairs"])}
    guarded = frozenset(source["guarded"])
    return Spelling(coded, pairs, guarded, book.known | guarded)


def _check(
    rules: tuple[Rule, ...], frames: tuple[Frame, ...], together: tuple[Together, ...]
) -> None:
    entries: tuple[Rule | Together, ...] = (*rules, *together)
    ids = [entry.id for entry in entries]
    if len(ids) != len(set(ids)):
        msg = "two rules share an id"
        raise BadRule(msg)
    for entry in entries:
        told = entry.rationale and entry.examples and entry.counter_examples
        if not told or entry.kind not in KINDS or not 0 <= entry.level <= HIGHEST:
            raise BadRule(entry.id)
    for rule in rules:
        if rule.who not in SPEAKERS or max(rule.soon, rule.recent) > HIGHEST:
            raise BadRule(rule.id)
    needs = [need for group in together for need in group.needs]
    lost = [need for need in needs if not any(id_.startswith(need) for id_ in ids)]
    if lost or not {frame.scope for frame in frames} <= set(SCOPES):
        msg = f"an unknown scope, or no rule begins with {lost}"
        raise BadRule(msg)
