"""Wishes and musts for a peer as keys, such as "way:text", "language:es", "faith:none". Pure.

A must is one of the member's own wishes that they made strict. Of ways any one is enough, so of
languages, and so of the answers to one question ("25 to 34" or "35 to 44"); each question counts.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

WAY, LANGUAGE = "way:", "language:"
# What a member can let count more, by the name of its weight. A shared root always comes first.
COUNTING = {
    "struggle": "What it is like now",
    "facet": "What they share with me",
    "meeting": "That we can meet the way I like",
    "soon": "That it can be soon",
}


class Offers(Protocol):
    """What a peer has to offer, as codes and keys."""

    @property
    def ways(self) -> frozenset[str]:
        """Ways to meet."""

    @property
    def languages(self) -> frozenset[str]:
        """Codes of languages."""

    @property
    def facets(self) -> frozenset[str]:
        """Keys of what they share of themselves."""


@dataclass(frozen=True, kw_only=True)
class Musts:
    """What a member asks for without exception: nobody is shown to them who does not have it.

    One of the ways, one of the languages, and for each kind of facet one of those named.
    """

    ways: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset()

    def are_met_by(self, peer: Offers) -> bool:
        """Whether ``peer`` may be shown."""
        return (
            (not self.ways or bool(self.ways & peer.ways))
            and (not self.languages or bool(self.languages & peer.languages))
            and all(asked & peer.facets for asked in by_question(self.facets).values())
        )


def by_question(facets: Iterable[str]) -> dict[str, set[str]]:
    """Keys of facets by their question: of each, any one is enough."""
    by: dict[str, set[str]] = defaultdict(set)
    for key in facets:
        by[key.partition(":")[0]].add(key)
    return by


def keys(
    *, ways: Iterable[str], languages: Iterable[str], facets: Iterable[str]
) -> tuple[str, ...]:
    """All wishes as keys, in the order in which they are shown."""
    return (
        *(f"{WAY}{way}" for way in ways),
        *(f"{LANGUAGE}{code}" for code in languages),
        *facets,
    )


def strict(musts: Iterable[str]) -> Musts:
    """Keys as what nobody may lack who is shown."""
    asked = tuple(musts)
    return Musts(
        ways=frozenset(key.removeprefix(WAY) for key in asked if key.startswith(WAY)),
        languages=frozenset(
            key.removeprefix(LANGUAGE) for key in asked if key.startswith(LANGUAGE)
        ),
        facets=frozenset(key for key in asked if not key.startswith((WAY, LANGUAGE))),
    )
