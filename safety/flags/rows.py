"""A row of the queue, in words. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from safety.flags.folding import Slip, oldest
from safety.flags.ladder import rung

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
    "in_review": "somebody who reviews it asks for a person",
    "asked": "asks for a person now",
    "first_post": "first messages of a new member",
    "drawing": "a drawing, which no program reads",
    "again": "changed after a person kept it back",
    "contact": "may tell who or where somebody is",
    "answered": "somebody answered us",
    "session_risk": "a peer worried after a session",
    "measure": "an answer to a question about dying or hurting oneself",
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
    answered: bool  # the person wrote to us, and nobody has read it yet
    claim: int  # the number of its last claim
    others: Sequence["Row"] = ()  # folded into it, the most urgent first
    more: int = 0  # how many are folded into it

    @property
    def version(self) -> str:
        """Changes when more than the times in this row changed."""
        folded = "".join(f"+{other.id}.{other.level}" for other in self.others)
        marks = f"{self.mine:d}{self.free:d}{self.held:d}{self.late:d}{self.answered:d}"
        return f"{self.level}.{self.with_whom}.{marks}.{self.claim}.{self.more}{folded}"


@dataclass(frozen=True)
class Tally:
    """How many of one level wait for an answer."""

    level: int
    name: str
    count: int


@dataclass(frozen=True)
class Sum:
    """The whole list in figures, whatever part of it is shown."""

    count: int
    unattended: int  # nobody is on them
    late: int  # of those, past the time to answer
    oldest: str  # how long the oldest of those has waited; "" where there is none
    levels: Sequence[Tally]


def sum_of(slips: Sequence[Slip], *, now: datetime) -> Sum:
    """What waits, in figures."""
    free = [slip for slip in slips if slip.holder is None]
    since = oldest(free)
    levels = Counter(slip.level for slip in slips)
    return Sum(
        count=len(slips),
        unattended=len(free),
        late=sum(slip.due_at < now for slip in free),
        oldest=how_long(now - since) if since else "",
        levels=[Tally(each, rung(each).name, levels[each]) for each in sorted(levels)[::-1]],
    )


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
