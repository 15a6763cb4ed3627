"""Whether a place is free, so that nobody can count people by trying until there is none. Pure.

Whoever holds a code can join with accounts of their own until there is no place any more. Were the
last place the one that was paid for, this would count everybody; and a place that is free again the
moment somebody leaves would tell that somebody left. So the door closes up to ten places late, by a
number that is fixed for each organisation and told to nobody, and places come back eleven at a time.
"""

from matching.fairness.hiding import FEWEST


def has_room(*, bought: int, joined: int, left: int, late: int) -> bool:
    """Whether one more can join.

    Args:
        bought: places that are paid for.
        joined: how often somebody took one, ever.
        left: how often one was given back.
        late: how many places more there are than were bought, 0 to 10.
    """
    return joined - left // FEWEST * FEWEST < bought + late


def lateness(digest: bytes) -> int:
    """0 to 10, from a keyed digest of the organisation's name."""
    return int.from_bytes(digest) % FEWEST
