"""When to remind of a session, and when to ask afterwards. Pure."""

from collections.abc import Collection, Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

QUIET_FROM, QUIET_UNTIL = time(22), time(7)  # on the reader's clock
EVENING, MORNING = time(20), time(10)


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


class Afterwards(StrEnum):
    """When a member is asked how a session was."""

    NEVER = "never"
    HOUR = "hour"
    NEXT_DAY = "next-day"


def follow_up(ends_at: datetime, *, chosen: Afterwards, zone: ZoneInfo) -> datetime | None:
    """When to ask how it was: an hour after, or at 10 on the next morning; None for never.

    What would come at night comes on the morning after it.

    Args:
        ends_at: when the session ends.
        chosen: what the member wants.
        zone: the member's.
    """
    if chosen == Afterwards.NEVER:
        return None
    local = ends_at.astimezone(zone)
    if chosen == Afterwards.HOUR:
        local = (ends_at + timedelta(hours=1)).astimezone(zone)
        if QUIET_UNTIL <= local.time() < QUIET_FROM:
            return ends_at + timedelta(hours=1)
    night = chosen == Afterwards.HOUR and local.time() < QUIET_UNTIL
    day = local.date() if night else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(ends_at.tzinfo)


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
    due = {rung: _awake(starts_at - BEFORE[rung], zone) for rung in Rung if rung in chosen}
    return {
        rung: at
        for rung, at in due.items()
        if at > now and not _says_nothing_more(rung, due, starts_at)
    }


def not_at_night(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant``, or the end of the night in which it falls on the reader's clock.

    For news, which is none before it has happened; a reminder comes before the night.
    """
    local = instant.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return instant
    day = local.date() + timedelta(days=1) if local.time() >= QUIET_FROM else local.date()
    return datetime.combine(day, QUIET_UNTIL, tzinfo=zone).astimezone(instant.tzinfo)


def _says_nothing_more(rung: Rung, due: Mapping[Rung, datetime], starts_at: datetime) -> bool:
    """Whether night moves it to where another one is, or to before another one."""
    if rung == Rung.DAY_BEFORE or due[rung] == starts_at - BEFORE[rung]:
        return False
    mine = (due[rung], -BEFORE[rung])  # of two at one moment the shorter one stays
    return any((at, -BEFORE[other]) > mine for other, at in due.items())


def _awake(instant: datetime, zone: ZoneInfo) -> datetime:
    """``instant``, or 8 pm before it when it falls in the reader's night."""
    local = instant.astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return instant
    day = local.date() if local.time() >= QUIET_FROM else local.date() - timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=zone).astimezone(instant.tzinfo)
