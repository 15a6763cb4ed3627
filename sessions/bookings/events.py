"""What happened to sessions. Those who listen find the rows; an event only wakes them."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class SessionBooked(Event):
    """Two people keep a time for each other."""

    booking_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionMoved(Event):
    """A session has another time; the old one is free again."""

    booking_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(Event):
    """A session will not be; its time is free again."""

    booking_id: int
    at: datetime
