"""With whom somebody has words, and whether there is something new: whoever keeps them says so."""

from collections.abc import Callable, Mapping

# For a person's id: everybody with whom they have words, and whether something new is among them.
Lookup = Callable[[int], Mapping[int, bool]]

_lookups: list[Lookup] = []


def offer(lookup: Lookup) -> None:
    """Let ``lookup`` say it on the page of friends; twice changes nothing."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def words_of(person_id: int) -> dict[int, bool]:
    """The ids of those with whom there are words; True where something is new."""
    found: dict[int, bool] = {}
    for lookup in _lookups:
        found |= lookup(person_id)
    return found
