"""Where each shape of a chart lies: inside the frame, at the same place every time, without overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from peerhub.ui.charts import FLOOR, TOP, Drawing, Frame, days, draw
from peerhub.ui.room import LEFT, LETTER, NARROWEST, RIGHT, Dot, Name, place_for
from peerhub.ui.scales import plain, ticks, unbroken

NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
SINCE = datetime(2026, 8, 31, 12, tzinfo=UTC)
UNTIL = SINCE + 84 * DAY


@dataclass(frozen=True)
class Said:
    at: datetime
    value: float


@dataclass(frozen=True)
class Stretch:
    low: float
    high: float
    name: str


@dataclass(frozen=True)
class Event:
    at: datetime
    name: str


def frame(*, since: datetime = SINCE, until: datetime = UNTIL) -> Frame:
    return Frame(since, until, NEW_YORK, 0, 10)


def on(*after: float, value: float = 5) -> list[Said]:
    """The same number on several days, counted from the first of the frame."""
    return [Said(SINCE + day * DAY, value) for day in after]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 10, [0, 5, 10]),
        (0, 80, [0, 20, 40, 60, 80]),
        (0, 27, [0, 10, 20, 27]),
        (0, 21, [0, 10, 21]),  # 20 would touch 21
        (0, 12, [0, 5, 10, 12]),
        (0, 11, [0, 5, 11]),
        (0, 6, [0, 2, 4, 6]),
        (3, 9, [3, 4, 6, 8, 9]),
        (0, 30, [0, 10, 20, 30]),
        (0, 100, [0, 50, 100]),
        (0, 4, [0, 1, 2, 3, 4]),
        (0, 1, [0, 1]),
        (4, 4, [4]),
    ],
)
def test_a_scale_has_a_few_round_numbers_and_both_ends(
    low: float, high: float, expected: Sequence[float]
) -> None:
    assert ticks(low, high) == expected


@pytest.mark.parametrize(
    ("value", "said"), [(4, "4"), (4.5, "4.5"), (10, "10"), (0, "0"), (3.04, "3")]
)
def test_a_number_is_written_as_one_writes_it(value: float, said: str) -> None:
    assert plain(value) == said


@pytest.mark.parametrize(
    ("after", "runs"),
    [
        ((), []),
        ((3,), [1]),
        ((3, 40), [2]),  # two alone have no usual time between them
        ((1, 3, 5, 7), [4]),
        ((1, 3, 5, 15), [4]),  # ten days are no gap
        ((1, 3, 5, 16), [3, 1]),
        ((1, 3, 5, 30, 32, 60), [3, 2, 1]),
        ((0, 28, 56, 84), [4]),  # once in four weeks is as usual
        ((0, 7, 14, 36), [3, 1]),
        ((0, 130), [1, 1]),  # four months are a gap in any case
    ],
)
def test_a_line_breaks_where_nothing_was_said_for_long(
    after: Sequence[float], runs: list[int]
) -> None:
    assert [len(run) for run in unbroken(on(*after))] == runs


def test_points_lie_by_time_and_number() -> None:
    said = [Said(SINCE, 0), Said(SINCE + 42 * DAY, 5), Said(UNTIL, 10)]

    drawing = draw(said, frame())

    assert drawing.lines == ["2.0,172.0 50.0,92.0 98.0,12.0"]
    assert drawing.dots == [Dot(2.0, 172.0), Dot(50.0, 92.0), Dot(98.0, 12.0)]


def test_one_point_alone_is_a_point_and_no_line() -> None:
    drawing = draw(on(42), frame())

    assert (drawing.lines, drawing.dots) == ([], [Dot(50.0, 92.0)])


def test_where_there_are_many_the_line_says_it_and_who_stands_alone_is_seen() -> None:
    drawing = draw(on(*range(60), 80), frame())

    assert len(drawing.lines) == 1
    assert drawing.dots == [Dot(93.43, 92.0)]


def test_what_was_before_or_comes_after_is_left_out() -> None:
    said = [*on(-1, 10, 12), Said(UNTIL + DAY, 3)]

    drawing = draw(said, frame(), events=[Event(SINCE - DAY, "a session")])

    assert (len(drawing.dots), drawing.notes) == (2, [])


def test_what_lies_beyond_the_scale_lies_at_its_end() -> None:
    assert [frame().down(value) for value in (-3, 0, 10, 44)] == [FLOOR, FLOOR, TOP, TOP]


@pytest.mark.parametrize(
    ("length", "named"),
    [
        (timedelta(), ["31 Aug"]),
        (DAY, ["31 Aug", "1 Sep"]),
        (28 * DAY, ["31 Aug", "14 Sep", "28 Sep"]),
        (84 * DAY, ["31 Aug", "12 Oct", "23 Nov"]),
        (365 * DAY, ["Aug 2026", "Mar 2027", "Aug 2027"]),
    ],
)
def test_a_few_days_are_named(length: timedelta, named: list[str]) -> None:
    assert [day.label for day in days(frame(until=SINCE + length))] == named


def test_days_are_those_of_the_readers_calendar() -> None:
    midnight = datetime(2026, 9, 1, 3, tzinfo=UTC)  # eleven in the evening in New York

    assert days(frame(since=midnight, until=UNTIL))[0].label == "31 Aug"


def test_what_happened_close_together_shares_a_number() -> None:
    events = [Event(SINCE + day * DAY, f"day {day}") for day in (30, 2, 31, 60)]

    notes = draw(on(1), frame(), events=events).notes

    assert [(note.number, [each.name for each in note.events]) for note in notes] == [
        (1, ["day 2"]),
        (2, ["day 30", "day 31"]),
        (3, ["day 60"]),
    ]


def test_under_a_line_without_notes_the_days_come_nearer() -> None:
    with_notes = draw(on(1), frame(), events=[Event(SINCE + DAY, "a session")])

    assert with_notes.height - draw(on(1), frame()).height == 22


def test_the_name_of_a_stretch_stands_where_no_line_runs() -> None:
    low, high = [Dot(2, 160), Dot(98, 160)], [Dot(2, 20), Dot(98, 20)]

    assert place_for("light", 92, 172, [low]) == Name(98, 106, "end")
    assert place_for("heavy", 12, 92, [high]) == Name(98, 87, "end")
    assert place_for("most", 12, 92, [[Dot(85, 20), Dot(98, 80)]]) == Name(2, 26, "start")


def test_a_name_without_room_stands_in_the_list_alone() -> None:
    across = [Dot(2, 30), Dot(98, 80), Dot(2, 80), Dot(98, 30)]

    assert place_for("most of your days", 12, 92, [across]) is None
    assert place_for("narrow", 12, 28, []) is None
    assert place_for("a very long name for a stretch", 12, 92, []) is None


MOMENTS = st.floats(-0.2, 1.2).map(lambda part: SINCE + part * (UNTIL - SINCE))
POINTS = st.lists(st.builds(Said, MOMENTS, st.floats(-20, 120)), max_size=70)
EVENTS = st.lists(st.builds(Event, MOMENTS, st.just("a session")), max_size=40)


def all_dots(drawing: Drawing) -> list[Dot]:
    pairs = [pair.split(",") for line in drawing.lines for pair in line.split()]
    return [*drawing.dots, *(Dot(float(x), float(y)) for x, y in pairs)]


@given(points=POINTS, events=EVENTS, length=st.integers(0, 800))
@settings(max_examples=60, deadline=None)
def test_everything_lies_inside_and_no_words_touch(
    points: list[Said], events: list[Event], length: int
) -> None:
    shown = frame(until=SINCE + length * DAY)
    drawing = draw(points, shown, bands=[Stretch(3, 6, "most")], events=events)

    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= FLOOR for dot in all_dots(drawing))
    assert drawing == draw(reversed(points), shown, bands=[Stretch(3, 6, "most")], events=events)
    pixel = NARROWEST / 100
    for one, other in pairwise(drawing.notes):
        assert (other.x - one.x) * pixel >= 2 * LETTER
    ends = {"start": (0, 1), "middle": (-0.5, 0.5), "end": (-1, 0)}
    spans = [
        [day.x * pixel + side * len(day.label) * LETTER for side in ends[day.anchor]]
        for day in drawing.days
    ]
    for (_, until), (since, _) in pairwise(spans):
        assert since > until
    for above, below in pairwise(drawing.ticks):
        assert above.y - below.y >= 20


def test_the_drawing_speaks_and_brings_no_style_of_its_own() -> None:
    drawing = draw(
        on(1, 3, 5, 40),
        frame(),
        bands=[Stretch(0, 3, "<b>lighter</b>")],
        events=[Event(SINCE + DAY, "a session")],
    )

    words = {"key": "days", "title": "Your <days>", "said": "Mostly 5.", "drawing": drawing}
    page = render_to_string("components/chart.html", words)

    assert 'role="img"' in page
    assert 'aria-labelledby="days-name days-said"' in page
    assert '<title id="days-name">Your &lt;days&gt;</title>' in page
    assert '<desc id="days-said">Mostly 5.</desc>' in page
    assert "0 to 3: &lt;b&gt;lighter&lt;/b&gt;" in page
    assert "style" not in page
    assert page.count("<polyline") == 1
    assert page.count("<circle") == 4
