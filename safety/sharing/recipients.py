"""With which clinicians of ours a member can share at once, without typing a name.

Sharing knows nobody who brings two people together; whoever does offers an answer.
"""

from collections.abc import Callable, Sequence

# Ids of the clinicians whom the member with an id works with.
Lookup = Callable[[int], Sequence[int]]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say with whom a member works; offering it twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def works_with(member_id: int) -> frozenset[int]:
    """Ids of everybody whom the lookups name."""
    return frozenset(each for lookup in _lookups for each in lookup(member_id))
