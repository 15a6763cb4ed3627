"""Weekly hours on a wall clock become times that can be booked. Pure.

Hours are told in the specialist's own zone and turned into UTC day by day, so that 6 pm stays
6 pm when the clocks change. Wall times that a night skips are dropped. An hour that happens twice
is offered twice only by hours that reach across both. Slots are cut in UTC: each lasts 30 real
minutes whatever the clock on the wall does.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

LENGTH = timedelta(minutes=30)
STEP = timedelta(minutes=30)
NOTICE = timedelta(hours=4)  # a specialist is never booked at shorter notice
HORIZON = timedelta(days=28)
DAY, WEEK = timedelta(days=1), timedelta(days=7)

Interval = tuple[datetime, datetime]  # from, until (exclusive)


@dataclass(frozen=True, order=True)
class WeeklyHours:
    """Hours offered every week, on the wall clock of whoever offers them.

    ``closes`` at or before ``opens`` is on the next morning; 00:00 is midnight at the day's end.
    """

    weekday: int  # Monday is 0
    opens: time
    closes: time

    @property
    def in_words(self) -> str:
        """The two times: "9:00 am to 12:30 pm"."""
        return f"{_clock(self.opens)} to {_clock(self.closes)}"

    def on(self, day: date, zone: ZoneInfo) -> Iterator[Interval]:
        """The slots of ``day``, in UTC; nothing on another weekday."""
        if day.weekday() != self.weekday:
            return
        opens = datetime.combine(day, self.opens)
        closes = datetime.combine(day if self.closes > self.opens else day + DAY, self.closes)
        start = opens.replace(tzinfo=zone).astimezone(UTC)
        last = closes.replace(tzinfo=zone).astimezone(UTC) - LENGTH
        while start <= last:
            end = start + LENGTH
            # On a night that changes the clocks an instant between the two ends may read as a
            # time outside of these hours; it was never offered.
            if opens <= _wall(start, zone) and _wall(end, zone) <= closes:
                yield start, end
            start += STEP


@dataclass(frozen=True)
class Timetable:
    """What one specialist offers, less what is taken (by them, and by the member who looks)."""

    weekly: tuple[WeeklyHours, ...]
    zone: ZoneInfo
    taken: tuple[Interval, ...] = ()
    _days: dict[date, frozenset[datetime]] = field(default_factory=dict, compare=False, repr=False)

    def is_free(self, start: datetime, *, now: datetime) -> bool:
        """Whether a session may start at ``start``: the list shows it and the booking asks it.

        Args:
            start: an aware instant.
            now: the moment of asking; notice and horizon count from it.
        """
        return (
            now + NOTICE <= start < now + HORIZON
            and self._offers(start)
            and not self._is_taken(start)
        )

    def free(self, *, now: datetime, since: datetime, until: datetime) -> list[datetime]:
        """The free starts from ``since`` until before ``until``, in UTC, earliest first."""
        since, until = max(since, now + NOTICE), min(until, now + HORIZON)
        day, last = _wall(since, self.zone).date() - DAY, _wall(until, self.zone).date()
        starts: set[datetime] = set()
        while day <= last:  # from the day before: its hours may cross midnight
            starts |= self._on(day)
            day += DAY
        return [
            start
            for start in sorted(starts)
            if since <= start < until and self.is_free(start, now=now)
        ]

    def first_free(self, *, now: datetime) -> datetime | None:
        """The earliest free start, or None within the horizon."""
        since = now
        while since < now + HORIZON:  # a week at a time: most find one in the first
            if found := self.free(now=now, since=since, until=since + WEEK):
                return found[0]
            since += WEEK
        return None

    def nearest(self, start: datetime, *, now: datetime, count: int = 3) -> list[datetime]:
        """The ``count`` free starts closest to ``start``, in order of time."""
        free = self.free(now=now, since=now, until=now + HORIZON)
        return sorted(sorted(free, key=lambda other: abs(other - start))[:count])

    def _offers(self, start: datetime) -> bool:
        day = _wall(start, self.zone).date()
        return start in self._on(day) or start in self._on(day - DAY)

    def _on(self, day: date) -> frozenset[datetime]:
        if day not in self._days:
            self._days[day] = frozenset(
                start for hours in self.weekly for start, _ in hours.on(day, self.zone)
            )
        return self._days[day]

    def _is_taken(self, start: datetime) -> bool:
        place = bisect_right(self._merged, start, key=lambda interval: interval[0])
        before = place > 0 and self._merged[place - 1][1] > start
        return before or (place < len(self._merged) and self._merged[place][0] < start + LENGTH)

    @cached_property
    def _merged(self) -> list[Interval]:
        merged: list[Interval] = []
        for start, end in sorted(self.taken):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


def overlap(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Whether two hours share a minute of the week."""
    return any(
        start < theirs_end and theirs < end
        for start, end in _minutes(one)
        for theirs, theirs_end in _minutes(other)
    )


def _minutes(hours: WeeklyHours) -> list[tuple[int, int]]:
    """From and until in minutes since Monday; twice where the week begins anew."""
    week = 7 * 24 * 60
    start = hours.weekday * 24 * 60 + hours.opens.hour * 60 + hours.opens.minute
    end = hours.weekday * 24 * 60 + hours.closes.hour * 60 + hours.closes.minute
    if hours.closes <= hours.opens:
        end += 24 * 60
    return [(start, end), (start - week, end - week)]


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the wall clock of ``zone`` reads, without the zone."""
    return instant.astimezone(zone).replace(tzinfo=None)


def _clock(at: time) -> str:
    if at == time():
        return "midnight"
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02} {'am' if at.hour < time(12).hour else 'pm'}"
