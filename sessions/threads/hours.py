"""In which hours of the week somebody reads, said on the clock of whoever looks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7
NAMES = (
    "Mondays",
    "Tuesdays",
    "Wednesdays",
    "Thursdays",
    "Fridays",
    "Saturdays",
    "Sundays",
)


@dataclass(frozen=True)
class Stretch:
    """The same hours on several days: weekdays (Monday is 0) and the two times on one clock."""

    days: Sequence[int]
    opens: time
    closes: time

    @property
    def in_words(self) -> str:
        """As a reader says it: "Mondays and Sundays, 5:00 pm to 8:00 pm"."""
        return f"{self._days}, {_clock(self.opens)} to {_clock(self.closes)}"

    @property
    def _days(self) -> str:
        if len(self.days) == WEEK:
            return "every day"
        names = [NAMES[day] for day in self.days]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True)
class MessageHours:
    """Weekdays, and from when until when on the specialist's own clock.

    A time before ``opens`` is on the next morning.
    """

    days: tuple[int, ...]
    opens: time
    closes: time

    def seen_from(self, zone: ZoneInfo, *, own: ZoneInfo, now: datetime) -> list[Stretch]:
        """The hours of the coming seven days on the clock of ``zone``, by the same times of day.

        Args:
            zone: of whoever looks.
            own: the specialist's.
            now: an aware instant; a change of clocks after it counts where it falls.
        """
        today = now.astimezone(own).date()
        found: dict[tuple[time, time], set[int]] = {}
        for shift in range(WEEK):
            day = today + timedelta(days=shift)
            if day.weekday() not in self.days:
                continue
            last = day + timedelta(days=1) if self.closes <= self.opens else day
            begins = datetime.combine(day, self.opens, tzinfo=own).astimezone(zone)
            ends = datetime.combine(last, self.closes, tzinfo=own).astimezone(zone)
            found.setdefault((begins.time(), ends.time()), set()).add(begins.weekday())
        return [Stretch(sorted(days), *times) for times, days in found.items()]


def _clock(at: time) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"
