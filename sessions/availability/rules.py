"""The rules by which a specialist can be booked, and how far the platform lets them go. Pure.

The bounds are ours, drawn from what members need: a time seen today can be met within days, and
nobody works without a pause. Source of the list: the booking settings of ``interface.md`` 1.
"""

from dataclasses import dataclass
from datetime import timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

LENGTHS = (15, 30, 60)  # minutes of a session
STEPS = (15, 30, 60)  # minutes from one start to the next
NOTICES = (1, 2, 4, 8, 12, 24, 48, 72)  # hours
HORIZONS = (7, 14, 28, 42, 56)  # days
BUFFERS = (0, 5, 10, 15, 30, 45, 60)  # minutes
MOST_PER_DAY, MOST_PER_WEEK = 12, 40  # sessions

USUAL = timedelta(minutes=30)
FURTHEST = HORIZONS[-1] * DAY  # no session is booked further ahead
SOONEST = NOTICES[0] * HOUR  # nor at shorter notice
WIDEST = 2 * BUFFERS[-1] * MINUTE  # two sessions further apart than this never meet


@dataclass(frozen=True)
class Rules:
    """One specialist's; as they stand here, they hold for whoever has not chosen."""

    notice: timedelta = 4 * HOUR
    horizon: timedelta = 28 * DAY
    before: timedelta = timedelta()  # to get ready
    after: timedelta = timedelta()  # to rest and write
    step: timedelta = 30 * MINUTE
    per_day: int | None = None  # sessions on one day of their own calendar
    per_week: int | None = None  # from Monday to Sunday
    lengths: tuple[timedelta, ...] = (USUAL,)

    @classmethod
    def of_numbers(
        cls,
        hours: int,
        days: int,
        before: int,
        after: int,
        step: int,
        per_day: int | None,
        per_week: int | None,
        *lengths: int,
    ) -> "Rules":
        """As they are kept: notice in hours, horizon in days, the rest in minutes."""
        return cls(
            notice=hours * HOUR,
            horizon=days * DAY,
            before=before * MINUTE,
            after=after * MINUTE,
            step=step * MINUTE,
            per_day=per_day,
            per_week=per_week,
            lengths=tuple(length * MINUTE for length in sorted(lengths)),
        )

    @property
    def gap(self) -> timedelta:
        """How far apart two of their sessions are: a rest after one, and getting ready for the next."""
        return self.before + self.after

    @property
    def usual(self) -> timedelta:
        """The length that is shown first: half an hour, or the nearest they offer."""
        return min(self.lengths, key=lambda length: (abs(length - USUAL), length))

    @property
    def shortest(self) -> timedelta:
        """Wherever a longer session fits, this one does."""
        return min(self.lengths)


USUAL_RULES = Rules()


def how_long(span: timedelta) -> str:
    """In the largest unit that divides it: "45 minutes", "1 hour", "2 days", "4 weeks"."""
    for unit, name in ((7 * DAY, "week"), (DAY, "day"), (HOUR, "hour")):
        if span and span % unit == timedelta():
            return f"1 {name}" if span == unit else f"{span // unit} {name}s"
    return f"{span // MINUTE} minutes"
