"""A case as it is shown: what happened, in pieces that a template can print. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safety.flags.excerpts import Piece
from safety.subjects import Line, Wording

SCOPES = {
    "negated": "said as a no",
    "you": "about the reader",
    "topic": "about a song, film or book",
    "past": "about the past",
    "other": "about somebody else",
    "quoted": "quoted",
}
TOGETHER = "Several signs in one message weigh more than each alone."
RETIRED = "This rule is no longer in the rule file."


@dataclass(frozen=True)
class Why:
    """One rule that spoke: its id, the level it gave, what lowered it, and why it exists."""

    rule: str
    level: int
    scope: str
    rationale: str
    words: str


@dataclass(frozen=True)
class Case:
    """The covered text with its marks, the rules that spoke, and what was said around it.

    ``formers``: what the text said before its author changed it. ``pictures``: what is drawn with it.
    """

    snippet: str  # its first words, where it is longer; they are shown before the rest
    pieces: Sequence[Piece]
    whys: Sequence[Why]
    context: Sequence[Line]
    formers: Sequence[Wording]
    pictures: Sequence[str] = ()


def whys(
    reasons: Sequence[Mapping[str, object]], excerpt: str, rationales: Mapping[str, str]
) -> list[Why]:
    """The rules of a flag in words; a rule that is gone from the file says so."""
    return [
        Why(
            rule=str(reason["rule"]),
            level=_number(reason["level"]),
            scope=SCOPES.get(str(reason.get("scope", "")), ""),
            rationale=rationales.get(str(reason["rule"]), RETIRED),
            words=excerpt[slice(*span(reason))],
        )
        for reason in reasons
    ]


def span(reason: Mapping[str, object]) -> tuple[int, int]:
    """Where in the excerpt a stored reason speaks."""
    return _number(reason["start"]), _number(reason["end"])


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
