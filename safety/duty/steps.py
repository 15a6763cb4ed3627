"""How a call for help climbs: who is told, and how long they have before the next are told.

Pure: no database, no clock. The first step is at the time that the ladder promises
(``safety.flags.ladder``); after the last step it begins to repeat, until somebody answers.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from safety.flags.states import DeadlineKind
from safety.rota.states import Post

MINUTE = timedelta(minutes=1)
G = TypeVar("G")


class Group(StrEnum):
    """Whom a step tells."""

    HOLDER = "holder"  # whoever is on the case
    CALLED = "called"  # those of all posts who are on now
    ON_SHIFT = "on_shift"  # those on now for the posts that the ladder names
    NEXT = "next"  # those whose shift begins next
    MODERATORS = "moderators"  # those on now; all of them where none is
    SUPERVISORS = "supervisors"
    MODERATING = "moderating"  # everybody who moderates
    EVERYONE = "everyone"  # everybody who works the queue


# Who is told, step by step; the last one repeats. A group without anybody is left out, so that
# the next one is told in the same moment.
CLIMB: dict[DeadlineKind, Sequence[Group]] = {
    # Nobody who sleeps is called alone: where nobody is on, all are called.
    DeadlineKind.CALL: (Group.CALLED, Group.EVERYONE),
    DeadlineKind.ACK: (Group.ON_SHIFT, Group.NEXT, Group.SUPERVISORS, Group.EVERYONE),
    # Whoever is on it knows best why it takes time.
    DeadlineKind.CONTACT: (Group.HOLDER, Group.SUPERVISORS, Group.EVERYONE),
}

# For which posts a level asks (``safety.flags.ladder``: who).
POSTS: dict[int, Collection[Post]] = {
    0: (Post.MODERATOR,),
    1: (Post.MODERATOR,),
    2: (Post.MODERATOR,),
    3: (Post.CLINICIAN,),
    4: (Post.CLINICIAN, Post.SUPERVISOR),
    5: tuple(Post),
}


@dataclass(frozen=True)
class Pace:
    """How fast one level climbs: from step to step, and between repetitions of the last."""

    between: timedelta
    then: timedelta
    why: str


PACES = (
    Pace(240 * MINUTE, 1440 * MINUTE, "Nobody seems at risk: once a day is enough."),
    Pace(60 * MINUTE, 240 * MINUTE, "Somebody is in distress, and nothing says that it is now."),
    Pace(15 * MINUTE, 60 * MINUTE, "The promise is an hour: a quarter of it for each step."),
    Pace(5 * MINUTE, 15 * MINUTE, "The promise is a quarter of an hour: a third of it."),
    Pace(2 * MINUTE, 5 * MINUTE, "A plan has been made: minutes count."),
    Pace(MINUTE, 2 * MINUTE, "It happens now: whoever hears a call needs a minute to open it."),
)


def group_of(step: int, groups: Sequence[G]) -> G:
    """Whom step ``step`` (the first is 1) tells; ``groups``: those of the climb with people."""
    return groups[min(step, len(groups)) - 1]


def wait_after(kind: DeadlineKind, level: int, step: int, groups: int) -> timedelta | None:
    """How long those whom ``step`` told have, of so many groups; None: nothing comes after it."""
    if kind == DeadlineKind.CALL:
        return None
    pace = PACES[level]
    return pace.between if step < groups else pace.then
