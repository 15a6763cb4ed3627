"""Whom a member meets here. Safety sits below sessions; sessions offers the answer (``wiring``)."""

from collections.abc import Callable, Sequence
from typing import Protocol


class Someone(Protocol):
    """Somebody whom a member meets: their id, and the name that the member knows."""

    @property
    def person_id(self) -> int:
        """Whose account it is."""

    @property
    def name(self) -> str:
        """What the member calls them."""


Lookup = Callable[[int], Sequence[Someone]]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say whom the member with an id meets; offering it twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def met_by(member_id: int) -> dict[int, str]:
    """The names of everybody whom the member meets, by id."""
    return {each.person_id: each.name for lookup in _lookups for each in lookup(member_id)}
