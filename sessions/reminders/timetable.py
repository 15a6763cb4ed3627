"""When to remind. Pure."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(22), time(7)  # on the reader's clock
EVENING = time(20)


class Rung(StrEnum):
    """The reminders of one session, the longest before it first."""

    DAY_BEFORE = "day-before"
    TWO_HOURS_BEFORE = "two-hours-before"
    HOUR_BEFORE = "hour-before"
    QUARTER_BEFORE = "quarter-before"


BEFORE = {
    Rung.DAY_BEFORE: timedelta(days=1),
    Rung.TWO_HOURS_BEFORE: timedelta(hours=2),
    Rung.HOUR_BEFORE: timedelta(hours=1),
    Rung.QUARTER_BEFORE: timedelta(minutes=15),
}
USUAL = (Rung.DAY_BEFORE, Rung.HOUR_BEFORE)


def reminders(
    starts_at: datetime, *, chosen: Collection[Rung] = USUAL, now: datetime, zone: ZoneInfo
) -> dict[Rung, datetime]:
    """When each reminder is due; what has passed is left out.

    One that would come at night comes at 8 pm before it. It is left out where another one follows
    it by then, nearer to the session: two in one evening say nothing more. The one of the day
    before is not left out, or people would hear of an early session only on its day.

    Args:
        starts_at: when the session starts.
        chosen: which of them its reader wants.
        now: the moment of planning.
        zone: the reader's.
    """
    due = {
        rung: _awake(starts_at - BEFORE[rung], zone) for rung in reversed(Rung) if rung in chosen
    }
    left_out, nearest = set(), None
    for rung, at in due.items():  # the shortest first
        is_moved = at != starts_at - BEFORE[rung]
        later = [other for each, other in due.items() if each != rung and other > at]
        if is_moved and rung != Rung.DAY_BEFORE and (later or at == nearest):
            left_out.add(rung)
        nearest = at
    return {
        rung: due[rung] for rung in Rung if rung in due and rung not in left_out and due[rung] > now
    }


def _awake(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant``, or 8 pm before it when it falls in the reader's night."""
    local = instant.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return instant
    day = local.date() if local.time() >= QUIET_FROM else local.date() - timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=zone).astimezone(instant.tzinfo)
