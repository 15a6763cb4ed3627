"""What the wallet should say, as plain dicts: written anew, without a line of the code that it checks."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

Label = tuple[int, str]  # of a member, and the label of their account
Parts = list[tuple[str, int]]


def label_of(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.year}-{local.month:02d}"


@dataclass
class Use:
    """A session that took something."""

    member: int
    month: str
    parts: Parts
    state: str = "kept"
    spared: bool = False


@dataclass
class Model:
    """All half hours there are, and where they should lie."""

    given: dict[Label, int] = field(default_factory=dict)
    uses: dict[int, Use] = field(default_factory=dict)  # by the key of the booking
    words: dict[int, dict[int, str]] = field(default_factory=dict)  # what each said of a booking
    seats: dict[int, tuple[int, int]] = field(default_factory=dict)  # key and half hours
    pressed: set[int] = field(default_factory=set)
    sponsored: int = 0

    def taken(self, member: int, label: str) -> int:
        """What lies with sessions, kept or used."""
        return sum(
            halves
            for use in self.uses.values()
            for part, halves in use.parts
            if use.member == member and part == label and use.state != "back"
        )

    def pool(self) -> int:
        out = sum(
            halves
            for use in self.uses.values()
            for part, halves in use.parts
            if part.endswith("/pool") and use.state != "back"
        )
        return self.sponsored - out

    def sources(self, member: int, month: str) -> Parts:
        """What is free, in the order in which it is taken, and what it gives at first touch."""
        gives = [(month, 2)]
        if member in self.seats:
            key, halves = self.seats[member]
            gives.append((f"{month}/seat:{key}", halves))
        return [
            (label, self.given.get((member, label), halves) - self.taken(member, label))
            for label, halves in gives
        ]

    def left(self, member: int, month: str) -> int:
        return sum(halves for _, halves in self.sources(member, month))

    def touch(self, member: int, month: str) -> None:
        self.given.setdefault((member, month), 2)
        if member in self.seats:
            key, halves = self.seats[member]
            self.given.setdefault((member, f"{month}/seat:{key}"), halves)

    def book(self, booking: int, member: int, month: str, needed: int) -> bool:
        """Whether something bears it."""
        free = self.sources(member, month)
        parts = plan(needed, free)
        if parts is None and member in self.pressed:
            parts = plan(needed, [*free, (f"{month}/pool", self.pool())])
            if parts is not None:
                self.pressed.remove(member)
        if parts is None:
            return False
        self.touch(member, month)
        self.uses[booking] = Use(member, month, parts)
        return True

    def move(self, booking: int, month: str) -> None:
        use = self.uses.get(booking)
        if use is None or use.state != "kept" or use.month == month:
            return
        parts = plan(sum(halves for _, halves in use.parts), self.sources(use.member, month))
        if parts is not None:
            self.touch(use.member, month)
            use.month, use.parts = month, parts

    def lie(self, booking: int, state: str) -> None:
        """It should lie there now; what was given back can be gone."""
        use = self.uses.get(booking)
        if use is None or use.spared or use.state == state:
            return
        if use.state == "back":
            for label, halves in use.parts:
                mine = self.given.get((use.member, label), 0) - self.taken(use.member, label)
                if halves > (self.pool() if label.endswith("/pool") else mine):
                    return
        use.state = state

    def spare(self, booking: int) -> None:
        if booking in self.uses:
            self.uses[booking].state, self.uses[booking].spared = "back", True

    def accounts(self) -> dict[tuple[str, int | None, str], int]:
        """Every account that holds something, here or outside of us."""
        sums: Counter[tuple[str, int | None, str]] = Counter()
        for (member, label), halves in self.given.items():
            sums["seat" if "seat" in label else "given", member, label] -= halves
            sums["free", member, label] += halves - self.taken(member, label)
        for use in self.uses.values():
            for label, halves in use.parts:
                if use.state != "back":
                    sums[use.state, use.member, label] += halves
        sums["pool", None, ""] += self.pool()
        sums["sponsor", None, ""] -= self.sponsored
        return {place: halves for place, halves in sums.items() if halves}


def plan(needed: int, sources: Parts) -> Parts | None:
    parts = []
    for label, free in sources:
        here = min(free, needed)
        if here > 0:
            parts.append((label, here))
            needed -= here
    return None if needed else parts


def halves_of(length: timedelta) -> int:
    return {15: 1, 30: 1, 60: 2}[length // timedelta(minutes=1)]
