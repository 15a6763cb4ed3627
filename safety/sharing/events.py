"""What happened to what members share. ``recipient_id`` is 0 for somebody outside."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class SharingGiven(Event):
    """A member said yes; it may take the place of an earlier yes."""

    sharing_id: int
    member_id: int
    recipient_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SharingNarrowed(Event):
    """A member took something out: ``sharing_id`` takes the place of ``before_id``."""

    sharing_id: int
    before_id: int
    member_id: int
    recipient_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class SharingEnded(Event):
    """It is over before its time, and nothing took its place."""

    sharing_id: int
    member_id: int
    recipient_id: int
    at: datetime
