"""Our rules for stories, by number: what a reviewer cites. Pure; the rules are in ``rules.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One rule; ``advice`` is where a reviewer's words may begin."""

    number: str
    title: str
    words: str
    advice: str
    until: str = ""  # the day on which it went; it can still be read where it was cited


@cache
def _clauses() -> dict[str, Clause]:
    with FILE.open("rb") as file:
        rows = tomllib.load(file)["clause"]
    return {row["number"]: Clause(**row) for row in rows}


CLAUSES = _clauses()  # by number, in order
IN_FORCE = tuple(clause for clause in CLAUSES.values() if not clause.until)
