"""What the page of a member's own progress shows of each line, in one stretch of time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peerhub.accounts.models import User
from peerhub.ui.charts import Drawing, Frame, draw
from peerhub.ui.scales import plain
from sessions.progress import lines
from sessions.progress.lines import Band, Happening, Line, Point
from sessions.progress.telling import mostly, sentence

DAY = timedelta(days=1)
LEAST = 28 * DAY  # so that two days do not look like half a life
USUAL_FROM = 8  # numbers


@dataclass(frozen=True)
class Period:
    """A stretch of time until now that can be chosen."""

    key: str
    name: str
    length: timedelta | None  # None: all there is


PERIODS = (
    Period("weeks", "4 weeks", 28 * DAY),
    Period("months", "3 months", 91 * DAY),
    Period("year", "A year", 365 * DAY),
    Period("all", "All", None),
)
USUAL = PERIODS[1]


@dataclass(frozen=True)
class Shown:
    """One line as the page has it.

    Attributes:
        sentence: what its numbers say in this time; "" where there are none.
        rows: the numbers, the newest first, each in words.
        said: what the drawing says, for those who do not see it.
    """

    line: Line
    is_hidden: bool
    sentence: str = ""
    rows: Sequence[tuple[datetime, str]] = ()
    drawing: Drawing | None = None
    said: str = ""


def period_of(key: str | None) -> Period:
    """The one that an address names, or the usual one."""
    return next((each for each in PERIODS if each.key == key), USUAL)


def progress(
    member: User, *, period: Period, hidden: Collection[str] = (), now: datetime
) -> list[Shown]:
    """Every line that there is, the folded ones by their names alone."""
    found = lines.lines(member, now=now)
    since = _since([each for each in found if each.key not in hidden], period, now)
    happened = lines.happenings(member, since=since, until=now) if found else []
    return [
        Shown(each, is_hidden=True)
        if each.key in hidden
        else _shown(each, member, since, now, happened)
        for each in found
    ]


def _since(found: Sequence[Line], period: Period, now: datetime) -> datetime:
    """The same for all lines, and never long before the first number of any."""
    first = min([now - LEAST, *(min(point.at for point in each.points) for each in found)])
    return first if period.length is None else max(first, now - period.length)


def _shown(
    line: Line, member: User, since: datetime, now: datetime, happened: Sequence[Happening]
) -> Shown:
    points = [each for each in line.points if since <= each.at <= now]
    if not points:
        return Shown(line, is_hidden=False)
    values = [each.value for each in points]
    told = line.sentence or sentence(values, low=line.low, high=line.high)
    bands = [*line.bands, *_usual(line, values)]
    frame = Frame(since, now, member.zone, line.low, line.high)
    return Shown(
        line,
        is_hidden=False,
        sentence=told,
        rows=[(each.at, _in_words(each)) for each in reversed(points)],
        drawing=draw(points, frame, bands=bands, events=happened),
        said=_said(line, told, bands),
    )


def _usual(line: Line, values: Sequence[float]) -> list[Band]:
    """Where most of them lie, for a line that has a name for it; a few have no usual stretch."""
    if not line.usual or len(values) < USUAL_FROM:
        return []
    least, most = mostly(values)
    return [Band(least, most, line.usual)] if least < most else []


def _in_words(point: Point) -> str:
    return point.says or plain(point.value)


def _said(line: Line, told: str, bands: Sequence[Band]) -> str:
    """The drawing in words: the sentence, the scale, the stretches."""
    stretches = [f"{plain(each.low)} to {plain(each.high)}: {each.name}." for each in bands]
    scale = f"From {plain(line.low)} to {plain(line.high)}."
    return " ".join([told, scale, line.better, *stretches, "The numbers are in the table below."])
