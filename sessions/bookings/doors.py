"""When two people may go in, and what one of them must do first. Other slices offer the checks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.states import SETTLED

OPENS = timedelta(minutes=5)  # before it starts
STAYS = timedelta(minutes=15)  # after it ends: nobody is cut off in the middle of a sentence


@dataclass(frozen=True)
class Step:
    """Something to do before one goes in: what, and where."""

    words: str
    url: str
    label: str


Check = Callable[[Booking, User, datetime], Step | None]

_checks: list[Check] = []


def offer(check: Check) -> None:
    """Let ``check`` say what must be done first; twice changes nothing."""
    if check not in _checks:
        _checks.append(check)


def is_open(booking: Booking, *, now: datetime) -> bool:
    """Whether its people may be in: 5 minutes before it starts until 15 after it ends, also where both made it longer.

    Also where one of them said that the other did not come: whoever is late is let in all the same.
    """
    return booking.state in SETTLED and booking.starts_at - OPENS <= now < booking.over_at + STAYS


def first_step(booking: Booking, person: User, *, now: datetime) -> Step | None:
    """What this person still has to do before they can go in; None where nothing is left."""
    return next((step for check in _checks if (step := check(booking, person, now))), None)
