"""Months on an organisation's own calendar. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SETTLES = timedelta(days=7)  # after a month's end, until both have said whether they met
MOST = 12  # that are caught up with in one run


def ends(month: date) -> date:
    """The first day of the next one."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def instants(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when until when it is (exclusive)."""
    first, after = (datetime.combine(day, time(), zone) for day in (month, ends(month)))
    return first, after


def closed(since: datetime, zone: ZoneInfo, *, now: datetime) -> Iterator[date]:
    """Months that began after ``since`` or hold it, and are over and settled; oldest first."""
    month = since.astimezone(zone).date().replace(day=1)
    while instants(month, zone)[1] + SETTLES <= now:
        yield month
        month = ends(month)
