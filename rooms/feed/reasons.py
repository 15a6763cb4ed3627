"""Why somebody sees a post on their page, in words. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

NEW = "Because it is new"
SHORT = {"follow": "On a topic you follow", "told": "On something you told us about"}


@dataclass(frozen=True)
class Ties:
    """What makes posts near for one person; ids."""

    friends: Collection[int]
    follows: Collection[int]
    told: Collection[int]  # on joining, or in a story of theirs that is shown

    def __bool__(self) -> bool:
        return bool(self.friends or self.follows or self.told)


@dataclass(frozen=True)
class Reason:
    """In full; and without the name of a topic, for a page that somebody else may glance at."""

    words: str
    short: str


def reason_for(author: int, topics: Sequence[tuple[int, str]], ties: Ties) -> Reason:
    """The nearest tie: a friend, then what one follows, then what one told us.

    ``topics``: of the post, with their labels.
    """
    if author in ties.friends:
        return Reason("From a friend", "From a friend")
    for topic, label in topics:
        if topic in ties.follows:
            return Reason(f"Because you follow {label}", SHORT["follow"])
    for topic, label in topics:
        if topic in ties.told:
            return Reason(f"Because you told us about {label}", SHORT["told"])
    return Reason(NEW, NEW)
