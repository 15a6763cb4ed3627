"""A row of the queue, in words. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KINDS = {
    "suicide": "thoughts of ending life",
    "self_harm": "self-harm",
    "abuse_now": "being hurt by someone",
    "harm_to_others": "danger to someone else",
    "overdose": "overdose",
    "means": "ways and methods",
    "unscreened": "the rules could not read it",
    "reported": "somebody told us about it",
    "asked": "asks for a person now",
    "first_post": "first messages of a new member",
    "contact": "may tell who or where somebody is",
    "pause_wrong": "says that a pause was wrong",
}


@dataclass(frozen=True)
class Row:
    """One flag as the list shows it; no word of what was written."""

    id: int
    level: int
    name: str
    kinds: str
    place: str
    waiting: str
    answer_by: str
    late: bool
    with_whom: str  # "" nobody
    mine: bool
    free: bool
    held: bool

    @property
    def version(self) -> str:
        """Changes when more than the times in this row changed."""
        return f"{self.level}.{self.with_whom}.{self.mine:d}{self.free:d}{self.held:d}{self.late:d}"


def how_long(span: timedelta) -> str:
    """A stretch of time in words, rounded down: "12 minutes"."""
    for unit, word in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        count = span // unit
        if count:
            return f"{count} {word}{'' if count == 1 else 's'}"
    return "less than a minute"


def answer_by(due_at: datetime, *, now: datetime) -> str:
    """When an answer is due: "in 4 minutes", "4 minutes ago"."""
    if due_at >= now:
        return f"in {how_long(due_at - now)}"
    return f"{how_long(now - due_at)} ago"


def kinds_in_words(kinds: list[str]) -> str:
    """What the rules heard: "thoughts of ending life, overdose"."""
    return ", ".join(dict.fromkeys(KINDS.get(kind, kind.replace("_", " ")) for kind in kinds))
