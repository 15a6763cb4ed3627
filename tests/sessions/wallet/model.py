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
    first: bool = False  # given back as the first one that was missed


@dataclass
class Model:
    """All half hours there are, and where they should lie."""

    given: dict[Label, int] = field(default_factory=dict)
    uses: dict[int, Use] = field(default_factory=dict)  # by the key of the booking
    words: dict[int, dict[int, str]] = field(default_factory=dict)  # what each said of a booking
    seats: dict[int, tuple[int, int]] = field(default_factory=dict)  # key and half hours
    pressed: set[int] = field(default_factory=set)
    carried: Counter[Label] = field(default_factory=Counter)  # from one month to another
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
            (label, self.here(member, label, halves))
            for label, halves in (*gives, (late(month), 0))
        ]

    def here(self, member: int, label: str, gives: int = 0) -> int:
        """What is free under a label."""
        given = self.given.get((member, label), gives)
        return given + self.carried[member, label] - self.taken(member, label)

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

    def lie(self, booking: int, state: str, carry_to: str = "") -> None:
        """It should lie there now; what was given back can be gone, or moves on to ``carry_to``."""
        use = self.uses.get(booking)
        if use is None or use.spared or use.state == state:
            return
        if use.state == "back":
            for label, halves in use.parts:
                mine = self.here(use.member, label)
                if halves > (self.pool() if label.endswith("/pool") else mine):
                    return
        use.state = state
        if state == "back" and carry_to > use.month:
            self.carry(use, carry_to)

    def spare(self, booking: int, carry_to: str) -> None:
        if booking in self.uses:
            use = self.uses[booking]
            if use.state != "back" and carry_to > use.month:
                use.state = "back"
                self.carry(use, carry_to)
            use.state, use.spared = "back", True

    def carry(self, use: Use, month: str) -> None:
        """Its own half hours lie in a later month from now on."""
        mine = [part for part in use.parts if not part[0].endswith("/pool")]
        for label, halves in mine:
            self.carried[use.member, label] -= halves
            self.carried[use.member, late(month)] += halves
        if mine:
            pooled = [part for part in use.parts if part not in mine]
            use.parts = [*pooled, (late(month), sum(halves for _, halves in mine))]

    def accounts(self) -> dict[tuple[str, int | None, str], int]:
        """Every account that holds something, here or outside of us."""
        sums: Counter[tuple[str, int | None, str]] = Counter()
        for (member, label), halves in self.given.items():
            sums["seat" if "seat" in label else "given", member, label] -= halves
        for member, label in {*self.given, *self.carried}:
            sums["free", member, label] += self.here(member, label)
        for use in self.uses.values():
            for label, halves in use.parts:
                if use.state != "back":
                    sums[use.state, use.member, label] += halves
        sums["pool", None, ""] += self.pool()
        sums["sponsor", None, ""] -= self.sponsored
        return {place: halves for place, halves in sums.items() if halves}


def late(month: str) -> str:
    return f"{month}/late"


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
