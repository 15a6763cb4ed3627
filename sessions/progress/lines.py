"""Lines of a member's own progress that slices bring, to be drawn and told beside each other.

Progress draws, and knows nothing of what is measured. A slice that keeps numbers over time offers a
line; the page asks all of them, in the order of being offered. Nobody but the member sees the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from peerhub.accounts.models import User


@dataclass(frozen=True)
class Point:
    """One number at one instant."""

    at: datetime
    value: float
    says: str = ""  # beside the number, in plain words: "3 of 10", "about the same"


@dataclass(frozen=True)
class Band:
    """A stretch of the scale with a plain name, both ends included; never a colour of alarm."""

    low: float
    high: float
    name: str


@dataclass(frozen=True)
class Line:
    """What is drawn: the member's own numbers, oldest first, on a scale from ``low`` to ``high``."""

    key: str  # names it in addresses: "heaviness", "pcl-5"
    name: str
    low: float
    high: float
    better: str  # in words, which way is lighter: "Lower is lighter."
    points: Sequence[Point]
    bands: Sequence[Band] = field(default_factory=tuple)
    sentence: str = ""  # what the numbers say, plainly; "": the page says it of those it shows
    usual: str = ""  # names the stretch in which most of those it shows lie; "": it shows none


@dataclass(frozen=True)
class Happening:
    """Something that is noted under the line: a session, a hard day. Never a mark of failure."""

    at: datetime
    name: str


# No line, and no happening, where there is nothing for this person.
BringLines = Callable[[User, datetime], Sequence[Line]]
BringHappenings = Callable[[User, datetime, datetime], Sequence[Happening]]  # from, until

_lines: list[BringLines] = []
_happenings: list[BringHappenings] = []


def offer(bring: BringLines) -> None:
    """Let ``bring`` add lines to people's pages of progress; twice changes nothing."""
    if bring not in _lines:
        _lines.append(bring)


def offer_happenings(bring: BringHappenings) -> None:
    """Let ``bring`` add notes under the lines; twice changes nothing."""
    if bring not in _happenings:
        _happenings.append(bring)


def lines(member: User, *, now: datetime) -> list[Line]:
    """The lines that there are for this member; a line without points is left out."""
    return [line for bring in _lines for line in bring(member, now) if line.points]


def happenings(member: User, *, since: datetime, until: datetime) -> list[Happening]:
    """What happened between the two instants, oldest first."""
    found = (each for bring in _happenings for each in bring(member, since, until))
    return sorted(found, key=lambda each: each.at)
