"""When a month of a specialist is over and can be stated. Pure."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from peerhub.months import instants

# After a month's end, until it is closed: words are taken back for a day.
SETTLES = timedelta(days=1)


def is_over(month: date, zone: ZoneInfo, *, now: datetime) -> bool:
    """Whether it has ended, and words of its last day have settled."""
    return instants(month, zone)[1] + SETTLES <= now
