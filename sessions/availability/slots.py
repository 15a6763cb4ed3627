"""A specialist's hours and rules become times that can be booked. Pure.

Hours are told in the specialist's own zone and turned into UTC day by day, so that 6 pm stays
6 pm when the clocks change. Wall times that a night skips are dropped. An hour that happens twice
is offered twice only by hours that reach across both. Slots are cut in UTC: each lasts as long as
it says in real minutes, whatever the clock on the wall does.

One question, ``is_free``, decides what the list shows and what can be booked.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain
from zoneinfo import ZoneInfo

from sessions.availability.rules import USUAL_RULES, Rules
from sessions.availability.wall import DAY, Interval, merged, once, reads, walls
from sessions.availability.week import Away, Closed, ExtraHours, WeeklyHours

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Hours:
    """All that a specialist said about when they can be booked."""

    weekly: tuple[WeeklyHours, ...] = ()
    extra: tuple[ExtraHours, ...] = ()
    closed: tuple[Closed, ...] = ()
    away: tuple[Away, ...] = ()
    rules: Rules = USUAL_RULES


@dataclass(frozen=True)
class Timetable:
    """What one specialist offers, less what is taken."""

    hours: Hours
    zone: ZoneInfo  # the specialist's
    # Their sessions; those of this week that are over count for the caps.
    taken: tuple[Interval, ...] = ()
    theirs: tuple[Interval, ...] = ()  # sessions of the member who looks, with anybody
    rests: tuple[Interval, ...] = ()  # after sessions that are heavy for the specialist
    rest: timedelta = timedelta()  # that the session needs for which a time is looked for
    _days: dict[tuple[date, timedelta], frozenset[datetime]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def rules(self) -> Rules:
        """By which they can be booked."""
        return self.hours.rules

    def is_free(self, start: datetime, *, now: datetime, length: timedelta | None = None) -> bool:
        """Whether a session may start at ``start``: the list shows it and the booking asks it.

        Args:
            start: an aware instant.
            now: the moment of asking; notice and horizon count from it.
            length: of the session, the usual one unless told otherwise.
        """
        length = self.rules.usual if length is None else length
        return (
            length in self.rules.lengths
            and now + self.rules.notice <= start < now + self.rules.horizon
            and self._offers(start, length)
            and self._has_room(start, length)
        )

    def free(
        self, *, now: datetime, since: datetime, until: datetime, length: timedelta | None = None
    ) -> list[datetime]:
        """The free starts from ``since`` until before ``until``, in UTC, earliest first."""
        length = self.rules.usual if length is None else length
        since = max(since, now + self.rules.notice)
        until = min(until, now + self.rules.horizon)
        day, last = reads(since, self.zone).date() - DAY, reads(until, self.zone).date()
        starts: set[datetime] = set()
        while day <= last:  # from the day before: its hours may cross midnight
            starts |= self._on(day, length)
            day += DAY
        return [
            start
            for start in sorted(starts)
            if since <= start < until and self.is_free(start, now=now, length=length)
        ]

    def all_free(self, *, now: datetime, length: timedelta | None = None) -> list[datetime]:
        """Every free start that can be booked now."""
        return self.free(now=now, since=now, until=now + self.rules.horizon, length=length)

    def first_free(self, *, now: datetime) -> datetime | None:
        """The earliest free start of any length, or None within the horizon."""
        since = now
        while since < now + self.rules.horizon:  # a week at a time: most find one in the first
            length = self.rules.shortest
            if found := self.free(now=now, since=since, until=since + WEEK, length=length):
                return found[0]
            since += WEEK
        return None

    def is_still_first(self, first: datetime | None, *, now: datetime) -> bool:
        """Whether ``first``, the earliest free start until a session was booked, is so still."""
        return first is not None and self.is_free(first, now=now, length=self.rules.shortest)

    def nearest(
        self, start: datetime, *, now: datetime, length: timedelta | None = None, count: int = 3
    ) -> list[datetime]:
        """The ``count`` free starts closest to ``start``, in order of time."""
        free = self.all_free(now=now, length=length)
        return sorted(sorted(free, key=lambda other: abs(other - start))[:count])

    def with_taken(self, start: datetime, end: datetime) -> "Timetable":
        """The same for everybody, with one more session."""
        return replace(self, taken=(*self.taken, (start, end)), theirs=(), _days=self._days)

    def has_room_behind(self, end: datetime, more: timedelta) -> bool:
        """Whether a session that ends at ``end`` could last longer by ``more``, for both people."""
        until = end + more
        return not (
            self._busy.meets(end, until + max(self.rules.gap, self.rest))
            or self._elsewhere.meets(end, until)
        )

    def _offers(self, start: datetime, length: timedelta) -> bool:
        day = reads(start, self.zone).date()
        return start in self._on(day, length) or start in self._on(day - DAY, length)

    def _on(self, day: date, length: timedelta) -> frozenset[datetime]:
        """The starts within the hours that begin on ``day``."""
        if (day, length) not in self._days:
            self._days[day, length] = frozenset(
                start
                for opens, closes in self._open_on(day)
                for start in _steps(opens, closes - length, self.rules.step)
                if not self._shut.meets(start, start + length)
            )
        return self._days[day, length]

    def _open_on(self, day: date) -> list[Interval]:
        weekly = [each for each in self.hours.weekly if each.weekday == day.weekday()]
        extra = [each for each in self.hours.extra if each.on == day]
        hours: list[WeeklyHours | ExtraHours] = [*weekly, *extra]
        # Hours that touch are one: a session may reach across.
        open_walls = merged([walls(day, each.opens, each.closes) for each in hours])
        return [real for wall in open_walls for real in once(*wall, self.zone)]

    def _has_room(self, start: datetime, length: timedelta) -> bool:
        end, gap = start + length, self.rules.gap
        day = reads(start, self.zone).date()
        return not (
            self._busy.meets(start - gap, end + max(gap, self.rest))
            or self._resting.meets(start, end)
            or self._elsewhere.meets(start, end)
            or _full(self._per_day[day], self.rules.per_day)
            or _full(self._per_week[_monday(day)], self.rules.per_week)
        )

    @cached_property
    def _shut(self) -> "_Stretches":
        closed = (each.instants(self.zone) for each in self.hours.closed)
        away = (each.instants(self.zone) for each in self.hours.away)
        return _Stretches(chain.from_iterable(chain(closed, away)))

    @cached_property
    def _busy(self) -> "_Stretches":
        return _Stretches(self.taken)

    @cached_property
    def _elsewhere(self) -> "_Stretches":
        return _Stretches(self.theirs)

    @cached_property
    def _resting(self) -> "_Stretches":
        return _Stretches(self.rests)

    @cached_property
    def _per_day(self) -> Counter[date]:
        return Counter(reads(start, self.zone).date() for start, _ in self.taken)

    @cached_property
    def _per_week(self) -> Counter[date]:
        return Counter(_monday(reads(start, self.zone).date()) for start, _ in self.taken)


class _Stretches:
    """Stretches of time that can be asked quickly."""

    def __init__(self, stretches: Iterable[Interval]) -> None:
        self._merged = merged(list(stretches))

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether one of them has a moment between ``start`` and ``end`` (exclusive)."""
        place = bisect_right(self._merged, start, key=lambda stretch: stretch[0])
        before = place > 0 and self._merged[place - 1][1] > start
        return before or (place < len(self._merged) and self._merged[place][0] < end)


def _steps(first: datetime, last: datetime, step: timedelta) -> Iterator[datetime]:
    while first <= last:
        yield first
        first += step


def _full(count: int, cap: int | None) -> bool:
    return cap is not None and count >= cap


def _monday(day: date) -> date:
    return day - day.weekday() * DAY
