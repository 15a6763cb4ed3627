"""With which clinicians of ours a member can share at once, and what they are called.

Sharing knows nobody who brings two people together; whoever does offers an answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerhub.accounts.models import User

# Ids of the clinicians whom the member with an id works with.
Lookup = Callable[[int], Sequence[int]]

# What clinicians are called by members, by their ids; whom it does not know, it leaves out.
Names = Callable[[Collection[int]], Mapping[int, str]]

_lookups: list[Lookup] = []
_names: list[Names] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say with whom a member works; offering it twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def works_with(member_id: int) -> frozenset[int]:
    """Ids of everybody whom the lookups name."""
    return frozenset(each for lookup in _lookups for each in lookup(member_id))


def offer_names(names: Names) -> None:
    """Let ``names`` say what clinicians are called; offering it twice changes nothing."""
    if names not in _names:
        _names.append(names)


def called(person: "User") -> str:
    """What a clinician is called: "Dr Osei, Harbor Clinic"; their handle where nobody knows more."""
    return all_called([person])[person.pk]


def all_called(people: Collection["User"]) -> dict[int, str]:
    """The same for several, by their ids."""
    found = {each.pk: each.handle for each in people}
    for names in _names:
        found |= names(found.keys())
    return found
