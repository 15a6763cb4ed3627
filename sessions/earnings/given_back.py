"""Whether a member who did not come got back what they gave: asked of those who bear sessions.

They know whose first time it was, and whether there was a crisis. Where something was given back,
nobody is paid for it; where nobody says so, the specialist kept the time, and is.
"""

from collections.abc import Callable

from sessions.bookings.models import Booking

GivenBack = Callable[[Booking], bool]

_asked: list[GivenBack] = []


def offer(given_back: GivenBack) -> None:
    """Let it be asked; twice changes nothing."""
    if given_back not in _asked:
        _asked.append(given_back)


def is_given_back(booking: Booking) -> bool:
    """Whether anybody says so."""
    return any(each(booking) for each in _asked)
