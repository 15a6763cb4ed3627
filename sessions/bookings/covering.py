"""Who bears a session: slices about money offer themselves, and bookings knows nothing of money.

All of it happens in the transaction that books, moves, ends or undoes a session, with both people
locked: there is no booked session that nobody bears, and nothing is kept for one that is not.
"""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from peerhub.errors import DomainError
from sessions.bookings.models import Booking


class NotCovered(DomainError):
    """Nobody bears this session yet: it is not booked."""

    code: ClassVar[str] = "not_covered"
    status: ClassVar[int] = 402  # Payment Required, RFC 9110


# Whether they bear the session that is being booked.
Bear = Callable[[Booking, datetime], bool]
# It moved (with the time that it had), was cancelled, or one of the two said something else of it:
# ``booking.state``, which may be as before. Again it changes nothing.
Follow = Callable[[Booking, datetime | None, datetime], None]

_bear: list[Bear] = []
_follow: list[Follow] = []


def offer(bear: Bear) -> None:
    """Let ``bear`` be asked, after those who came before; twice changes nothing."""
    if bear not in _bear:
        _bear.append(bear)


def offer_follow(follow: Follow) -> None:
    """Let ``follow`` hear what becomes of sessions, whoever bears them; twice changes nothing."""
    if follow not in _follow:
        _follow.append(follow)


def cover(booking: Booking, *, now: datetime) -> None:
    """Ask one after the other; in the transaction that made the row.

    Raises:
        NotCovered: there are some to ask, and none bears it.
    """
    if _bear and not any(bear(booking, now) for bear in _bear):
        raise NotCovered("This session is not paid for yet.")


def follow(booking: Booking, *, was_at: datetime | None = None, now: datetime) -> None:
    """Tell everybody that it changed; ``was_at`` where it moved."""
    for each in _follow:
        each(booking, was_at, now)
