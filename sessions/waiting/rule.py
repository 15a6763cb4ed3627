"""What is offered to somebody who waits, and for how long it is kept. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sessions.bookings.days import part_of
from sessions.reminders.timetable import QUIET_FROM, QUIET_UNTIL

LASTS = timedelta(hours=2)  # an offer, by day: source, ``interface.md`` 2.2
LEAST = timedelta(minutes=15)  # nobody has less than this to answer
UNANSWERED = 3  # offers in a row, and the wait ends


@dataclass(frozen=True)
class Wanted:
    """When a member could come, on their own clock, and for how long."""

    weekdays: frozenset[int]  # Monday is 0
    parts: frozenset[str]  # of ``Part``, by value
    length: timedelta

    def suits(self, start: datetime, zone: ZoneInfo) -> bool:
        """Whether a session that starts then is one they asked for.

        Args:
            start: an aware instant.
            zone: the member's.
        """
        local = start.astimezone(zone)
        return local.weekday() in self.weekdays and part_of(local).lower() in self.parts


@dataclass(frozen=True)
class Shown:
    """What the list of free times showed the member when they said that none of it suits.

    It is what was free all along since then: a time that was booked meanwhile falls out of it.
    """

    starts: frozenset[datetime]
    until: datetime  # how far ahead the list went

    def is_news(self, start: datetime) -> bool:
        """Whether this free time is one to be told of.

        A time that the list showed is none: they can have it without waiting. Days that come into
        the list because time goes by are news only to whom the list shows nothing else that
        suits. Who could have had a time all along does not wait for the same one some weeks later.
        """
        return start not in self.starts and (start < self.until or not self.starts)

    def still(self, free: Iterable[datetime]) -> "Shown":
        """The same without what somebody has booked meanwhile: free again, it is news."""
        return Shown(self.starts & frozenset(free), self.until)


def answer_by(
    starts_at: datetime, *, notice: timedelta, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """Until when a time is kept for the member; None where it cannot be offered to them now.

    Two hours, and never more than half of what is left until the session, nor beyond the moment
    from which it could not be booked any more. The clock runs by day alone: it has run out before
    the member's night begins. Who would have less than ``LEAST`` is not asked this time.

    Args:
        starts_at: when the session would start.
        notice: how long before its start a session must be booked.
        now: an aware instant.
        zone: the member's.
    """
    local = now.astimezone(zone)
    if not QUIET_UNTIL <= local.time() < QUIET_FROM:
        return None
    night = datetime.combine(local.date(), QUIET_FROM, tzinfo=zone)
    usual = now + max(min(LASTS, (starts_at - now) / 2), LEAST)
    until = min(usual, starts_at - notice, night.astimezone(now.tzinfo))
    return until if until - now >= LEAST else None
