"""When somebody is usually on, by what was: nothing is said that did not happen. Pure."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sessions.bookings.days import part_of

LOOKED_AT = timedelta(days=14)
FEWEST = 3  # days of these, before we say anything of a part of the day
STEP = timedelta(minutes=30)

PHRASES = {
    "Morning": "in the morning",
    "Afternoon": "in the afternoon",
    "Evening": "in the evening",
}


def usual(
    stretches: Iterable[tuple[datetime, datetime]], *, now: datetime, zone: ZoneInfo
) -> list[str]:
    """Sentences on the parts of the day in which somebody was on, as the reader's clock has them.

    Args:
        stretches: from when until when somebody was on; aware instants.
        now: of the last two weeks before it, the days are counted.
        zone: the reader's.
    """
    days: dict[str, set[date]] = {part: set() for part in PHRASES}
    for start, end in stretches:
        at = max(start, now - LOOKED_AT)
        while at < min(end, now):
            local = at.astimezone(zone)
            days[part_of(local)].add(local.date())
            at += STEP
    return [
        f"In the last two weeks somebody was on {PHRASES[part]} on {len(found)} days."
        for part, found in days.items()
        if len(found) >= FEWEST
    ]
