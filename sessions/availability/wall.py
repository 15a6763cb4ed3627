"""What a wall clock reads, turned into instants. Pure.

On a night that changes the clocks some times of the wall never come and some come twice. A
stretch of the wall is therefore a list of stretches of real time, none, one or two of them.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]  # from, until (exclusive)

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def reads(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the wall clock of ``zone`` reads at ``instant``, without the zone."""
    return instant.astimezone(zone).replace(tzinfo=None)


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of ``day``, in UTC; of a day that was skipped, the first one after it."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def walls(day: date, opens: time, closes: time) -> Interval:
    """From and until on the wall; ``closes`` at or before ``opens`` is on the next morning."""
    last = day if closes > opens else day + DAY
    return datetime.combine(day, opens), datetime.combine(last, closes)


def instants(opens: datetime, closes: datetime, zone: ZoneInfo) -> list[Interval]:
    """When the wall clock of ``zone`` reads ``opens`` or later, and less than ``closes``.

    Args:
        opens: on the wall, without a zone.
        closes: on the wall, less than two days later.
        zone: whose wall. It changes its clocks at most once in between.

    Returns:
        Stretches in UTC in order of time, which do not touch each other.
    """
    since = min(_instant(opens, zone, fold) for fold in (0, 1))
    until = max(_instant(closes, zone, fold) for fold in (0, 1))
    before, after = _offset(since, zone), _offset(until, zone)
    opened, closed = opens.replace(tzinfo=UTC), closes.replace(tzinfo=UTC)
    if before == after:
        return merged([(opened - before, closed - before)])
    change = _change(since, until, zone)
    return merged(
        [
            (opened - before, min(change, closed - before)),
            (max(change, opened - after), closed - after),
        ]
    )


def once(opens: datetime, closes: datetime, zone: ZoneInfo) -> list[Interval]:
    """The same, and over for good when the wall reads ``closes`` for the first time."""
    over = _instant(closes, zone, 0)
    return merged([(start, min(end, over)) for start, end in instants(opens, closes, zone)])


def merged(stretches: list[Interval]) -> list[Interval]:
    """The same minutes in stretches that neither touch nor are empty, in order of time."""
    found: list[Interval] = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _instant(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _change(since: datetime, until: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which the offset of ``since`` ends; at ``until`` it is another one."""
    before = _offset(since, zone)
    seconds = (until - since) // SECOND
    early, late = 0, seconds + 1
    while late - early > 1:
        middle = (early + late) // 2
        if _offset(since + middle * SECOND, zone) == before:
            early = middle
        else:
            late = middle
    return since + late * SECOND
