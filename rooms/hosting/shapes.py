"""What a room can be like: its words, how many people, and whose first messages wait."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from rooms.live.models import SMALL

BIG = 40  # people
PROMPTS = 6
PROMPT = 200  # characters of one

SIZES: Mapping[int, str] = {
    SMALL: "A small group: up to 12 people. Each has a seat, and others wait in a line.",
    BIG: "A big group: up to 40 people.",
}
# How many messages of somebody new a person reads before the room does.
HOLDS: Mapping[int, str] = {
    0: "None. The room sees them at once.",
    1: "The first one",
    3: "The first three",
}


@dataclass(frozen=True)
class Shape:
    """What a room is called and for, and how it works."""

    name: str
    purpose: str
    size: int  # people at a time
    hold_first: int = 0
    prompts: tuple[str, ...] = ()
    notes: frozenset[str] = frozenset()  # content notes that people may speak of, by slug

    def differs_in(self, other: "Shape") -> list[str]:
        """The names of what is not the same."""
        names = [field.name for field in fields(self)]
        return [name for name in names if getattr(self, name) != getattr(other, name)]
