"""Parts of a session's page that other slices of sessions bring: what to think of before, what comes after.

Bookings keeps times, and knows nothing of what people do with them. A slice that has something for
the page of one session offers a part; the page asks all of them, in the order of being offered.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from peerhub.accounts.models import User
from sessions.bookings.models import Booking


class Place(StrEnum):
    """Where a part stands."""

    BEFORE = "before"  # the session's page, while it is booked and not over
    AFTER = "after"  # the session's page, once it has begun
    ROOM = "room"  # the page on which two people meet
    SLOT = "slot"  # the page of a free time; nothing is booked yet, so that the session has no row
    CANCEL = "cancel"  # the page that asks once before a session is cancelled
    CANCELLED = "cancelled"  # the session's page, once it is cancelled
    NEXT = "next"  # in that list, on the card of the session that comes next


@dataclass(frozen=True)
class Part:
    """What the page shows: a template, which finds its words as ``part``."""

    template: str
    words: Mapping[str, Any] = field(default_factory=dict)
    is_free: bool = False  # on the page of a free time: it costs this reader nothing


# For the list as a whole, whatever is booked: who reads it, and when.
BringAbove = Callable[[User, datetime], Part | None]

# None where there is nothing for this reader.
Bring = Callable[[Booking, User, datetime], Part | None]

_above: list[BringAbove] = []
_brought: defaultdict[Place, list[Bring]] = defaultdict(list)


def offer(place: Place, bring: Bring) -> None:
    """Let ``bring`` add to pages at ``place``; twice changes nothing."""
    if bring not in _brought[place]:
        _brought[place].append(bring)


def offer_above(bring: BringAbove) -> None:
    """Let ``bring`` add to the top of people's lists of sessions; twice changes nothing."""
    if bring not in _above:
        _above.append(bring)


def above(reader: User, *, now: datetime) -> Sequence[Part]:
    """The parts above the list of one's own sessions."""
    found = (bring(reader, now) for bring in _above)
    return [part for part in found if part is not None]


def parts(place: Place, booking: Booking, reader: User, *, now: datetime) -> Sequence[Part]:
    """The parts at ``place`` for this reader, who is one of the two."""
    found = (bring(booking, reader, now) for bring in _brought[place])
    return [part for part in found if part is not None]
