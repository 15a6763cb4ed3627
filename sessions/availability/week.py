"""Hours as a specialist says them: every week, on one date, and not at all. Pure."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sessions.availability.wall import DAY, Interval, begin_of, instants, walls


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
        return in_words(self.opens, self.closes)


@dataclass(frozen=True, order=True)
class ExtraHours:
    """Hours offered on one date, beside those of the week."""

    on: date
    opens: time
    closes: time


@dataclass(frozen=True, order=True)
class Closed:
    """A date, or some hours of it, on which nothing is offered."""

    on: date
    hours: tuple[time, time] | None = None  # all of the day

    def instants(self, zone: ZoneInfo) -> list[Interval]:
        """The same in real time; an hour that comes twice is closed twice."""
        if self.hours is None:
            return [(begin_of(self.on, zone), begin_of(self.on + DAY, zone))]
        return instants(*walls(self.on, *self.hours), zone)


@dataclass(frozen=True, order=True)
class Away:
    """Days of leave, the first and the last among them."""

    first_on: date
    last_on: date

    def instants(self, zone: ZoneInfo) -> list[Interval]:
        """The same in real time, from midnight to midnight."""
        return [(begin_of(self.first_on, zone), begin_of(self.last_on + DAY, zone))]


def overlap(one: WeeklyHours, other: WeeklyHours) -> bool:
    """Whether two hours share a minute of the week."""
    return any(
        start < theirs_end and theirs < end
        for start, end in _minutes(one)
        for theirs, theirs_end in _minutes(other)
    )


def in_words(opens: time, closes: time) -> str:
    """Two times of a wall clock: "9:00 am to 12:30 pm"."""
    return f"{_clock(opens)} to {_clock(closes)}"


def _minutes(hours: WeeklyHours) -> list[tuple[int, int]]:
    """From and until in minutes since Monday; twice where the week begins anew."""
    day = timedelta(days=1) // timedelta(minutes=1)
    start = hours.weekday * day + hours.opens.hour * 60 + hours.opens.minute
    end = hours.weekday * day + hours.closes.hour * 60 + hours.closes.minute
    if hours.closes <= hours.opens:
        end += day
    return [(start, end), (start - 7 * day, end - 7 * day)]


def _clock(at: time) -> str:
    if at == time():
        return "midnight"
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02} {'am' if at.hour < time(12).hour else 'pm'}"
