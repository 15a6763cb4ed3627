"""When somebody is free, as a reader asks for it: today, this evening, tomorrow. Pure."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum

EVENING = time(17)
DAY = timedelta(days=1)

Window = tuple[datetime, datetime]  # from, until (exclusive)


class When(StrEnum):
    """What can be asked for."""

    TODAY = "today"
    EVENING = "evening"
    TOMORROW = "tomorrow"


LABELS: Mapping[When, str] = {
    When.TODAY: "Today",
    When.EVENING: "This evening, from 5 pm",
    When.TOMORROW: "Tomorrow",
}


def windows(now: datetime) -> dict[When, Window]:
    """From when until when each is, on the clock of ``now``, which is in the reader's zone."""
    today, zone = now.date(), now.tzinfo
    tomorrow, after = (datetime.combine(today + days * DAY, time(), zone) for days in (1, 2))
    evening = datetime.combine(today, EVENING, zone)
    return {
        When.TODAY: (now, tomorrow),
        When.EVENING: (max(now, evening), tomorrow),
        When.TOMORROW: (tomorrow, after),
    }
