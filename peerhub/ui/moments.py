"""Instants in words, on the clock of the person who reads."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import dateformat, timezone

DATE = "l j F Y"
DAY = "l j F"
KINDS = ("full", "date", "day", "time", "zoned")


def zone_name(local: datetime) -> str:
    """The name people use for the zone of ``local``: "London time", "UTC"."""
    zone = local.tzinfo
    key = zone.key if isinstance(zone, ZoneInfo) else str(zone)
    if key in {"UTC", "Etc/UTC"}:
        return "UTC"
    return f"{key.rsplit('/', 1)[-1].replace('_', ' ')} time"


def clock(local: datetime) -> str:
    """The time of day: "6:30 pm"."""
    return f"{dateformat.format(local, 'g:i')} {'am' if local.hour < 12 else 'pm'}"


def in_words(instant: datetime, kind: str = "full", zone: ZoneInfo | None = None) -> str:
    """Say ``instant`` in ``zone`` (the reader's own when None).

    Args:
        instant: an aware moment.
        kind: "full" (day, time and zone), "date" (with the year), "day", "time", or
            "zoned" (time and zone).
        zone: whose clock.

    Raises:
        ValueError: ``kind`` is none of these, or ``instant`` is naive.
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of time: {', '.join(KINDS)}")
    local = timezone.localtime(instant, zone)
    if kind == "date":
        return dateformat.format(local, DATE)
    if kind == "day":
        return dateformat.format(local, DAY)
    if kind == "time":
        return clock(local)
    zoned = f"{clock(local)}, {zone_name(local)}"
    return zoned if kind == "zoned" else f"{dateformat.format(local, DAY)}, {zoned}"
