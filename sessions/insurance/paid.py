"""Whether somebody else pays for a session, or nobody has to. Other slices offer the answers.

Whoever keeps free sessions, or takes payments, says so here, and a plan is not billed for the same
session. Until somebody offers an answer, nothing is paid otherwise.
"""

from collections.abc import Callable

from sessions.bookings.models import Booking

# A few words why, for our billing team; "" where it is not.
Asks = Callable[[Booking], str]

_asked: list[Asks] = []


def offer(asks: Asks) -> None:
    """Let ``asks`` say of a session that it is free, or paid for; twice changes nothing."""
    if asks not in _asked:
        _asked.append(asks)


def paid_otherwise(booking: Booking) -> str:
    """Why no plan is billed for it: the first answer; "" where nobody has one."""
    return next((words for asks in _asked if (words := asks(booking))), "")
