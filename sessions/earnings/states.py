"""The months on a specialist's calendar. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SETTLES = timedelta(
    days=1
)  # after a month's end, until it is closed: words are taken back for a day


def month_of(at: datetime, zone: ZoneInfo) -> date:
    """The first day of the month in which it is, on this clock."""
    return at.astimezone(zone).date().replace(day=1)


def next_month(month: date) -> date:
    """The one after it."""
    return (month + timedelta(days=32)).replace(day=1)


def is_over(month: date, zone: ZoneInfo, *, now: datetime) -> bool:
    """Whether it has ended, and words of its last day have settled."""
    return datetime.combine(next_month(month), time(), zone) + SETTLES <= now
