"""What happened to links."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class LinkBegun(Event):
    """A member said yes to a clinician."""

    link_id: int
    member_id: int
    clinician_id: int
    at: datetime


@dataclass(frozen=True, kw_only=True)
class LinkEnded(Event):
    """It is over; what was shared by it is over as well."""

    link_id: int
    member_id: int
    clinician_id: int
    at: datetime
