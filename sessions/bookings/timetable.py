"""When to remind. Pure."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(22), time(7)  # on the reader's clock
EVENING = time(20)


class Rung(StrEnum):
    """The reminders of one session."""

    DAY_BEFORE = "day-before"
    HOUR_BEFORE = "hour-before"


BEFORE = {Rung.DAY_BEFORE: timedelta(days=1), Rung.HOUR_BEFORE: timedelta(hours=1)}


def reminders(starts_at: datetime, *, now: datetime, zone: ZoneInfo) -> dict[Rung, datetime]:
    """When each reminder is due; rungs that have passed are left out.

    Args:
        starts_at: when the session starts.
        now: the moment of booking.
        zone: the reader's; the day-before reminder moves to 8 pm rather than wake them.
    """
    due = {rung: starts_at - before for rung, before in BEFORE.items()}
    due[Rung.DAY_BEFORE] = _awake(due[Rung.DAY_BEFORE], zone)
    return {rung: at for rung, at in due.items() if at > now}


def _awake(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant``, or 8 pm before it when it falls in the reader's night."""
    local = instant.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return instant
    day = local.date() if local.time() >= QUIET_FROM else local.date() - timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=zone).astimezone(instant.tzinfo)
