"""How a call for help climbs: who is told, and how long they have before the next are told.

Pure: no database, no clock. The first step is at the time that the ladder promises
(``safety.flags.ladder``); after the last step it begins to repeat, until somebody answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from safety.flags.states import DeadlineKind

MINUTE = timedelta(minutes=1)


class Group(StrEnum):
    """Whom a step tells."""

    HOLDER = "holder"  # whoever is on the case
    MODERATORS = "moderators"
    SUPERVISORS = "supervisors"
    EVERYONE = "everyone"  # everybody who works the queue


# Who is told, step by step; the last one repeats.
CLIMB: dict[DeadlineKind, Sequence[Group]] = {
    DeadlineKind.CALL: (Group.EVERYONE,),
    DeadlineKind.ACK: (Group.MODERATORS, Group.SUPERVISORS, Group.EVERYONE),
    # Whoever is on it knows best why it takes time.
    DeadlineKind.CONTACT: (Group.HOLDER, Group.SUPERVISORS, Group.EVERYONE),
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


def group_of(kind: DeadlineKind, step: int) -> Group:
    """Whom step ``step`` (the first is 1) tells."""
    chain = CLIMB[kind]
    return chain[min(step, len(chain)) - 1]


def wait_after(kind: DeadlineKind, level: int, step: int) -> timedelta | None:
    """How long those whom ``step`` told have; None: nothing comes after it."""
    if kind == DeadlineKind.CALL:
        return None
    pace = PACES[level]
    return pace.between if step < len(CLIMB[kind]) else pace.then
