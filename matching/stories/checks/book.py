"""The reviewed data of the checks, read once. Pure."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("checks.toml")


@dataclass(frozen=True, kw_only=True)
class Check:
    """One kind of thing that is looked for: what it is, why we ask, and what may stand instead."""

    kind: str
    title: str
    reason: str
    suggestion: str
    patterns: tuple[re.Pattern[str], ...] = ()
    rules: frozenset[str] = frozenset()  # of safety.detection


@dataclass(frozen=True, kw_only=True)
class NameWords:
    """Words by which names, places and workplaces are known, in small letters."""

    given: frozenset[str]
    kin: frozenset[str]
    person_verbs: frozenset[str]
    titles: frozenset[str]
    known: frozenset[str]
    place_before: frozenset[str]
    place_verbs: frozenset[str]
    place_after: frozenset[str]
    work_before: re.Pattern[str]  # at the end of what stands before
    work_after: frozenset[str]


@cache
def checks() -> dict[str, Check]:
    """All checks by kind, in the order in which they are told."""
    return {row["kind"]: _check(row) for row in _data()["check"]}


def curled(text: str) -> str:
    """``text`` with one kind of apostrophe, at the same places: the kind in the patterns."""
    return text.replace("'", "’")


@cache
def name_words() -> NameWords:
    """The words about names."""
    rows = _data()["names"]
    before = "|".join(rows.pop("work_before"))
    return NameWords(
        work_before=re.compile(rf"\b(?:{before}) (?:the |a |an )?$", re.IGNORECASE),
        **{key: frozenset(words.split()) for key, words in rows.items()},
    )


def _check(row: dict[str, Any]) -> Check:
    patterns = tuple(re.compile(each, re.IGNORECASE) for each in row.pop("patterns", ()))
    return Check(patterns=patterns, rules=frozenset(row.pop("rules", ())), **row)


def _data() -> Any:
    with FILE.open("rb") as file:
        return tomllib.load(file)
