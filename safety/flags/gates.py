"""What must be there before a case can close, or be taken: asked of the slice that knows it.

Flags know nothing of contacts and check-ins; whoever keeps them offers an answer here. Without
one nothing closes: a case that nobody vouches for stays where people see it. Without one
everything can be taken; and what calls people is never held back, whatever anybody offers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from safety.flags import ladder

if TYPE_CHECKING:
    from datetime import datetime

    from peerhub.accounts.models import User
    from safety.flags.models import Flag

Gate = Callable[["Flag", "User", bool], Sequence[str]]
Brake = Callable[["User", "datetime"], str]
NOBODY_KNOWS = "Nobody can say yet whether this person is safe."


def _shut(flag: Flag, by: User, no_danger: bool) -> Sequence[str]:  # noqa: FBT001 - a Gate
    del flag, by, no_danger
    return (NOBODY_KNOWS,)


_gates: list[Gate] = [_shut]


def offer(gate: Gate) -> None:
    """Let ``gate`` say what is missing; a later offer replaces it."""
    _gates[:] = [gate]


def missing(flag: Flag, *, by: User, no_danger: bool) -> Sequence[str]:
    """What ``by`` still has to do before the locked ``flag`` closes, a sentence each.

    Args:
        flag: its row is locked by the caller.
        by: who wants to close it.
        no_danger: it is closed as a false alarm.
    """
    return _gates[0](flag, by, no_danger)


_brakes: list[Brake] = []


def offer_brake(brake: Brake) -> None:
    """Let ``brake`` say what somebody does first, before they take cases; "" nothing."""
    _brakes[:] = [brake]


def held_back(flag: Flag, *, by: User, now: datetime) -> str:
    """What ``by`` does first, before they take or answer ``flag``; "" they can go on.

    Nothing stands between anybody and a case of a level that calls people.
    """
    if ladder.calls(flag.level):
        return ""
    return next(filter(None, (brake(by, now) for brake in _brakes)), "")
