"""The severity ladder: how soon somebody answers, and who.

Times are bounds for the start of the work, not for its end. Pure: no database, no clock.
"""

from dataclasses import dataclass
from datetime import timedelta

MINUTE = timedelta(minutes=1)
HOLD_FROM = 3  # a text of this level waits for a person before others see it
HELP_FROM = 1  # the author sees where help is
CALL_FROM = 4  # those on call are called at once, before any time has passed


@dataclass(frozen=True)
class Rung:
    """One level: its name for staff, its times, and who answers."""

    level: int
    name: str
    means: str
    ack_within: timedelta
    contact_within: timedelta | None
    who: str


RUNGS = (
    Rung(
        0,
        "Check",
        "Words that need a look; nobody seems at risk.",
        1440 * MINUTE,
        None,
        "A moderator",
    ),
    Rung(
        1,
        "Low",
        "Distress, or a wish not to be here.",
        240 * MINUTE,
        1440 * MINUTE,
        "A moderator",
    ),
    Rung(
        2,
        "Raised",
        "Thoughts of ending life without a way or a wish to act, or an urge to self-harm.",
        60 * MINUTE,
        60 * MINUTE,
        "A moderator, and the peer is told",
    ),
    Rung(
        3,
        "High",
        "A way has been thought of, or there is intent, or something happened lately.",
        15 * MINUTE,
        15 * MINUTE,
        "The clinician on call",
    ),
    Rung(
        4,
        "Very high",
        "A plan or preparation, and no agreement to stay safe.",
        5 * MINUTE,
        5 * MINUTE,
        "The clinician on call and the supervisor",
    ),
    Rung(
        5,
        "Now",
        "Something is happening now, to this person or to someone else.",
        MINUTE,
        2 * MINUTE,
        "Everyone on shift",
    ),
)
LOWEST, HIGHEST = RUNGS[0].level, RUNGS[-1].level


def rung(level: int) -> Rung:
    """The rung of ``level``.

    Raises:
        ValueError: there is no such level.
    """
    if not LOWEST <= level <= HIGHEST:
        raise ValueError(f"no level {level} on the ladder")
    return RUNGS[level]


def holds(level: int) -> bool:
    """Whether a text of ``level`` waits for a person before others see it."""
    return level >= HOLD_FROM


def calls(level: int) -> bool:
    """Whether those on call are called the moment it is raised."""
    return level >= CALL_FROM


def shows_help(level: int) -> bool:
    """Whether the author sees at once where help is."""
    return level >= HELP_FROM
