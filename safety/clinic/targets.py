"""What a clinician can expect after a yes, and by when. Pure.

The times are our own proposal (field handbook 3.6): a first contact within three business days of
the yes, a first session within ten, a note every thirty days. A yes is never late: it is the
member's. What has to be accepted by us within two business days is the clinician.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from peerhub.weeks import working_day

CHECK, CONTACT, SESSION = 2, 3, 10  # business days
NOTE = timedelta(days=30)


class Target(StrEnum):
    """What is expected."""

    FIRST_CONTACT = "first_contact"
    FIRST_SESSION = "first_session"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one link."""

    said_yes: datetime
    first_contact: datetime | None = None
    first_session: datetime | None = None
    last_note: datetime | None = None  # when the clinician last got something


@dataclass(frozen=True)
class Due:
    """One target: by when, and when it was met; None: not so far."""

    target: Target
    by: datetime
    met: datetime | None

    def is_late(self, now: datetime) -> bool:
        """Whether its time went by without it."""
        return self.met is None and now > self.by


def dues(facts: Facts, *, zone: ZoneInfo) -> Sequence[Due]:
    """The targets of a link, on the clock of ``zone``, in their order."""
    contact = facts.first_contact or facts.first_session
    return (
        Due(Target.FIRST_CONTACT, business(facts.said_yes, CONTACT, zone=zone), contact),
        Due(
            Target.FIRST_SESSION, business(facts.said_yes, SESSION, zone=zone), facts.first_session
        ),
        # Each note begins the next thirty days, so this one is always still to come.
        Due(Target.NOTE, max(facts.said_yes, facts.last_note or facts.said_yes) + NOTE, None),
    )


def business(since: datetime, days: int, *, zone: ZoneInfo) -> datetime:
    """The end of the last of ``days`` business days after ``since``, on the clock of ``zone``."""
    last = working_day(since.astimezone(zone).date(), after=days)
    return datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)
