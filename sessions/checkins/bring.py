"""What check-ins bring to other pages: lines of progress, and a field that can be shared."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from safety.sharing.fields import Field
from sessions.checkins.models import DayCheckIn
from sessions.checkins.states import LEAST, MOST
from sessions.progress.lines import Line, Point
from sessions.progress.telling import sentence

TREND = timedelta(weeks=12)  # that is told to whom it is shared with
HIGHER = "Higher is lighter."

Said = Callable[[DayCheckIn], tuple[int | None, str]]  # the number, and how it was said


def days(member: User, now: datetime) -> Sequence[Line]:
    """How days have been, how they slept, how close they felt to others."""
    newest_first = DayCheckIn.objects.of(member).filter(said_at__lte=now).defer("sealed_line")
    rows = list(reversed(newest_first))

    def line(key: str, name: str, said: Said, *, usual: str = "") -> Line:
        return Line(key, name, LEAST, MOST, HIGHER, _points(rows, said), usual=usual)

    return (
        line(
            "days",
            "How your days have been",
            lambda each: (each.value, each.said_day),
            usual="most of your days",
        ),
        line("sleep", "How you slept", lambda each: (each.sleep, each.said_sleep)),
        line(
            "closeness", "How close you felt to others", lambda each: (each.close, each.said_close)
        ),
    )


def trend(member: User, now: datetime) -> Sequence[str]:
    """The numbers of twelve weeks in words; no line that they wrote, and no date."""
    since = (now - TREND).astimezone(member.zone).date()
    rows = DayCheckIn.objects.of(member).filter(on__gte=since).defer("sealed_line")
    values = [float(each.value) for each in reversed(rows) if each.value is not None]
    if not values:
        return ()
    many = f"{len(values)} days" if len(values) > 1 else "One day"
    return (
        f"{many} in the last 12 weeks, from {LEAST} (very hard) to {MOST} (very good).",
        sentence(values, low=LEAST, high=MOST),
    )


FIELD = Field("checkins.trend", "How my days have been: the numbers, no words", trend)


def _points(rows: Sequence[DayCheckIn], said: Said) -> list[Point]:
    return [
        Point(each.said_at, number, words)
        for each in rows
        for number, words in [said(each)]
        if number is not None
    ]
