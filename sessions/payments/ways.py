"""Other ways than paying, which other slices bring to the page that says what a session costs."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sessions.bookings.actions import Wish
from sessions.bookings.parts import Part

# None where there is none for this wish.
Bring = Callable[[Wish, datetime], Part | None]

_brought: list[Bring] = []


def offer(bring: Bring) -> None:
    """Let ``bring`` add a way; twice changes nothing."""
    if bring not in _brought:
        _brought.append(bring)


def ways(wish: Wish, *, now: datetime) -> Sequence[Part]:
    """All that there are, in the order in which they were offered."""
    return [part for bring in _brought if (part := bring(wish, now)) is not None]
