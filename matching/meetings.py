"""Who has met whom or is about to, and when. Who keeps sessions offers the answers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

Lookup = Callable[[int, int], bool]  # ids of the member and of the specialist's person
Starts = Callable[[], Mapping[int, Sequence[datetime]]]  # by the id of the member

_lookups: list[Lookup] = []
_starts: list[Starts] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say whether two people know each other; twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def know_each_other(member_id: int, person_id: int) -> bool:
    """Whether anybody says so."""
    return any(lookup(member_id, person_id) for lookup in _lookups)


def offer_starts(starts: Starts) -> None:
    """Let ``starts`` say when sessions begin; twice changes nothing."""
    if starts not in _starts:
        _starts.append(starts)


def starts_of_each() -> Mapping[int, Sequence[datetime]]:
    """When the sessions of each member begin or began, the first one first; others are missing."""
    return {member: begun for starts in _starts for member, begun in starts().items()}
