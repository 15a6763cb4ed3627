"""Whom a member meets here: with them they can share, and they can help. Who that is, other apps say.

Safety sits below sessions and never asks it; sessions offers an answer (see ``sessions.wiring``).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Companion:
    """Somebody whom a member meets here: their id, and the name that the member knows."""

    person_id: int
    name: str


Lookup = Callable[[int], Sequence[Companion]]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say whom the member with an id meets; offering it twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def companions_of(member_id: int) -> list[Companion]:
    """Everybody whom the member meets, by name, each once."""
    found = {each.person_id: each for lookup in _lookups for each in lookup(member_id)}
    return sorted(found.values(), key=lambda each: (each.name, each.person_id))


def names_of(member_id: int) -> dict[int, str]:
    """The same, by their ids."""
    return {each.person_id: each.name for each in companions_of(member_id)}
