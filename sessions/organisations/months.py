"""When a month of an organisation is over and can be counted. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from peerhub.months import instants, month_after, month_of

SETTLES = timedelta(days=7)  # after a month's end, until both have said whether they met
MOST = 12  # that are caught up with in one run


def closed(since: datetime, zone: ZoneInfo, *, now: datetime) -> Iterator[date]:
    """Months that began after ``since`` or hold it, and are over and settled; oldest first."""
    month = month_of(since, zone)
    while instants(month, zone)[1] + SETTLES <= now:
        yield month
        month = month_after(month)
