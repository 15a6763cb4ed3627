"""What waits at a work place for whoever looks. Apps offer the answer; the page knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peerhub.ui.navigation import Part, Place

Count = Callable[[Any, datetime], int]  # for a person at a moment
Opens = Callable[[Any], bool]

_counts: dict[str, Count] = {}
_opens: dict[str, Opens] = {}


@dataclass(frozen=True)
class Line:
    """One place on the page, and how much waits there."""

    place: Place
    waits: int


def offer(href: str, count: Count) -> None:
    """Let ``count`` say how much waits at ``href``."""
    _counts[href] = count


def narrow(href: str, opens: Opens) -> None:
    """Show the place only to those of its roles whom ``opens`` lets in."""
    _opens[href] = opens


def offered() -> frozenset[str]:
    """All addresses that somebody spoke for."""
    return frozenset(_counts) | frozenset(_opens)


def overview(
    places: Iterable[Place], *, person: Any, now: datetime
) -> list[tuple[Part, list[Line]]]:
    """The places that are open to ``person``, by part, with what waits there."""
    lines = [
        Line(place, _counts[place.href](person, now) if place.href in _counts else 0)
        for place in places
        if place.href not in _opens or _opens[place.href](person)
    ]
    parts = [(part, [line for line in lines if line.place.part == part]) for part in Part]
    return [(part, found) for part, found in parts if found]
