"""Numbers over time as shapes: where each point, tick, stretch and note lies. Pure; a template draws.

Across, everything is said in percent of whatever room there is; down, in pixels of one height. So
letters keep their size on every screen, and what does not overlap in the narrowest frame overlaps
nowhere. The template is ``components/chart.html``; its ``<svg>`` has no ``viewBox`` for that reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from peerhub.ui.room import LEFT, LETTER, NARROWEST, RIGHT, Dot, Name, place_for
from peerhub.ui.scales import Point, plain, ticks, unbroken

TOP, FLOOR = 12, 172  # pixels from above: the ends of the scale
NOTES_AT, DAYS_AT, BELOW = 22, 20, 10  # pixels under the floor, then under the notes, then empty
DOTS_MOST = 50  # from there on the line says it alone
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = timedelta(days=300)  # from there on a day is named by its month and year


class Stretch(Protocol):
    """A part of the scale that has a name."""

    @property
    def low(self) -> float:
        """From."""

    @property
    def high(self) -> float:
        """To."""

    @property
    def name(self) -> str:
        """In words."""


class Event(Protocol):
    """Something that happened."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def name(self) -> str:
        """In words."""


@dataclass(frozen=True)
class Frame:
    """What is shown: from when until when, on whose calendar, and the two ends of the scale."""

    since: datetime
    until: datetime
    zone: ZoneInfo
    low: float
    high: float

    def across(self, at: datetime) -> float:
        """Where an instant lies, in percent."""
        whole = (self.until - self.since).total_seconds()
        part = (at - self.since).total_seconds() / whole if whole else 0.5
        return round(LEFT + (RIGHT - LEFT) * min(max(part, 0.0), 1.0), 2)

    def down(self, value: float) -> float:
        """Where a number lies, in pixels; what is beyond the scale lies at its end."""
        whole = self.high - self.low
        part = (value - self.low) / whole if whole else 0.5
        return round(FLOOR - (FLOOR - TOP) * min(max(part, 0.0), 1.0), 2)

    def has(self, at: datetime) -> bool:
        """Whether it is shown."""
        return self.since <= at <= self.until


@dataclass(frozen=True)
class Tick:
    """One number of the scale."""

    y: float
    label: str


@dataclass(frozen=True)
class Day:
    """One day under the line; ``anchor`` says which end of its name stands at ``x``."""

    x: float
    anchor: str
    label: str


@dataclass(frozen=True)
class Box:
    """A stretch. Its name stands where the line leaves room for it, or in the list below alone."""

    y: float
    height: float
    low: str
    high: str
    name: str
    stands: Name | None


@dataclass(frozen=True)
class Note:
    """A number under the line, for what happened there."""

    x: float
    number: int
    events: Sequence[Event]


@dataclass(frozen=True)
class Drawing:
    """All that is drawn.

    Attributes:
        lines: each a stretch of the line without a gap, as the ``points`` of a polyline in a box of
            100 by ``height``.
        dots: points that are shown as such: all where there are few, else those that stand alone.
    """

    lines: Sequence[str]
    dots: Sequence[Dot]
    ticks: Sequence[Tick]
    days: Sequence[Day]
    bands: Sequence[Box]
    notes: Sequence[Note]

    floor = FLOOR
    mark_ends = FLOOR + 6  # of the small stroke above a note's number
    notes_y = FLOOR + NOTES_AT

    @property
    def days_y(self) -> int:
        """Where the days stand: under the notes, where there are any."""
        return FLOOR + DAYS_AT + (NOTES_AT if self.notes else 0)

    @property
    def height(self) -> int:
        """Of the whole."""
        return self.days_y + BELOW


def draw(
    points: Iterable[Point],
    frame: Frame,
    *,
    bands: Iterable[Stretch] = (),
    events: Iterable[Event] = (),
) -> Drawing:
    """Where everything lies; what is outside of the frame's time is left out."""
    shown = [each for each in points if frame.has(each.at)]
    shown.sort(key=lambda each: (each.at, each.value))
    runs = [[Dot(frame.across(p.at), frame.down(p.value)) for p in run] for run in unbroken(shown)]
    few = len(shown) <= DOTS_MOST
    return Drawing(
        lines=[_path(run) for run in runs if len(run) > 1],
        dots=[dot for run in runs for dot in run if few or len(run) == 1],
        ticks=[Tick(frame.down(value), plain(value)) for value in ticks(frame.low, frame.high)],
        days=days(frame),
        bands=[_box(band, frame, runs) for band in bands],
        notes=_notes([each for each in events if frame.has(each.at)], frame),
    )


def days(frame: Frame) -> list[Day]:
    """The first day, the last, and one between them where there is one."""
    first, last = (at.astimezone(frame.zone).date() for at in (frame.since, frame.until))
    long = frame.until - frame.since > LONG

    def label(at: datetime) -> str:
        day = at.astimezone(frame.zone).date()
        name = MONTHS[day.month - 1]
        return f"{name} {day.year}" if long else f"{day.day} {name}"

    if first == last:
        return [Day(50.0, "middle", label(frame.until))]
    found = [Day(LEFT, "start", label(frame.since)), Day(RIGHT, "end", label(frame.until))]
    middle = frame.since + (frame.until - frame.since) / 2
    if label(middle) not in {each.label for each in found}:
        found.insert(1, Day(frame.across(middle), "middle", label(middle)))
    return found


def _path(run: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in run)


def _box(band: Stretch, frame: Frame, runs: Sequence[Sequence[Dot]]) -> Box:
    above, below = frame.down(band.high), frame.down(band.low)
    stands = place_for(band.name, above, below, runs)
    return Box(above, round(below - above, 2), plain(band.low), plain(band.high), band.name, stands)


def _notes(events: Iterable[Event], frame: Frame) -> list[Note]:
    """Numbers from the left; what lies so close that two would touch shares one."""
    apart = 100 * (2 * LETTER + 6) / NARROWEST
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda each: (each.at, each.name)):
        if groups and frame.across(event.at) - frame.across(groups[-1][0].at) < apart:
            groups[-1].append(event)
        else:
            groups.append([event])
    return [
        Note(frame.across(group[0].at), number, group) for number, group in enumerate(groups, 1)
    ]
