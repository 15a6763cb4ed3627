"""Months on somebody's own calendar, each named by its first day. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def month_of(at: datetime, zone: ZoneInfo) -> date:
    """The month in which it is, on this clock."""
    return at.astimezone(zone).date().replace(day=1)


def month_after(month: date) -> date:
    """The one after it."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def next_begins(at: datetime, zone: ZoneInfo) -> datetime:
    """When the month after this moment's begins."""
    return instants(month_of(at, zone), zone)[1]


def instants(month: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when until when it is (exclusive)."""
    first, after = (datetime.combine(day, time(), zone) for day in (month, month_after(month)))
    return first, after
