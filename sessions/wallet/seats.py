"""What others give a member each month, beside what PeerHub gives: slices above offer themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User


@dataclass(frozen=True)
class Seat:
    """A place that an organisation pays for: its key, and the half hours that it adds to a month."""

    key: int
    halves: int


SeatsOf = Callable[[User, datetime], Sequence[Seat]]

_seats: list[SeatsOf] = []


def offer(seats_of: SeatsOf) -> None:
    """Let ``seats_of`` say what places a member has; twice changes nothing."""
    if seats_of not in _seats:
        _seats.append(seats_of)


def seats_of(member: User, now: datetime) -> list[Seat]:
    """All that give something, in the order of being offered."""
    return [seat for each in _seats for seat in each(member, now) if seat.halves]
