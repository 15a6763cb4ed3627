"""Strokes as pages send them, good and bad, and the picture that is made of them. No database."""

import json
import re
import time
from xml.etree import ElementTree

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as any_of

from rooms.wall import drawing
from rooms.wall.drawing import HIGH, INKS, LONGEST, PENS, POINTS, STROKES, WIDE, NotADrawing, Stroke

NAME = "{http://www.w3.org/2000/svg}"
LINE = {"ink": "sky", "pen": "thin", "at": [1, 2, 3, 4]}
POINT = any_of.tuples(any_of.integers(0, WIDE), any_of.integers(0, HIGH))
STROKE = any_of.builds(
    lambda ink, pen, points: Stroke(ink, pen, tuple(n for point in points for n in point)),
    any_of.sampled_from([*INKS]),
    any_of.sampled_from([*PENS]),
    any_of.lists(POINT, min_size=1, max_size=8),
)
ANYTHING = any_of.recursive(
    any_of.none() | any_of.booleans() | any_of.integers() | any_of.floats() | any_of.text(),
    lambda part: any_of.lists(part) | any_of.dictionaries(any_of.sampled_from([*LINE, ""]), part),
    max_leaves=12,
)


def sent(*strokes):
    return json.dumps(strokes)


@hypothesis(max_examples=60, deadline=None)
@given(any_of.lists(STROKE, max_size=6), any_of.text())
def test_whatever_is_drawn_and_said_the_picture_is_clean_and_lies_on_the_sheet(strokes, shows):
    root = ElementTree.fromstring(drawing.svg(strokes, shows=shows))  # noqa: S314 - made by us
    parts = list(root.iter())
    assert {each.tag.removeprefix(NAME) for each in parts} <= {"svg", "title", "g", "path"}
    paths = root.findall(f".//{NAME}path")
    assert [each.get("class") for each in paths] == [each.ink for each in strokes]
    assert {name for each in paths for name in each.attrib} <= {"class", "stroke-width", "d"}
    for path, stroke in zip(paths, strokes, strict=True):
        assert re.fullmatch(r"M\d+ \d+L\d+ \d+( \d+ \d+)*", path.get("d"))
        numbers = list(map(int, re.findall(r"\d+", path.get("d"))))
        assert max(numbers[::2]) <= WIDE
        assert max(numbers[1::2]) <= HIGH
        assert tuple(numbers[: len(stroke.at)]) == stroke.at
    assert [each.tag for each in parts if (each.text or "").strip()] == [f"{NAME}title"]


@hypothesis(max_examples=60, deadline=None)
@given(any_of.lists(STROKE, max_size=6))
def test_a_drawing_is_the_same_after_it_was_sent_and_stored(strokes):
    stored = drawing.plain(strokes)
    assert drawing.strokes_from(json.dumps(stored)) == tuple(strokes)
    assert drawing.strokes_from("") == ()


@hypothesis(max_examples=100, deadline=None)
@given(ANYTHING)
def test_whatever_json_comes_it_is_a_drawing_or_refused_in_plain_words(given):
    message = "", drawing.UNREADABLE, drawing.TOO_MUCH
    taken, why = [], ""
    try:
        taken = drawing.plain(drawing.strokes_from(json.dumps(given)))
    except NotADrawing as error:
        why = error.message
    assert why in message
    assert why or taken == given


@pytest.mark.parametrize(
    "text",
    [
        "[" * LONGEST,
        '{"a":' * (LONGEST // 5),
        "[" + "9" * (LONGEST - 2) + "]",
        "[" * (LONGEST * 100),
        '"hello"',
        "{",
        "null",
        sent(LINE | {"at": [True, False]}),
        sent(LINE | {"at": [1.5, 2.5]}),
        sent(LINE | {"at": [float("nan"), 2]}),
        sent(LINE | {"at": [float("inf"), 2]}),
        sent(LINE | {"at": ["1", "2"]}),
        sent(LINE | {"at": [-1, 2]}),
        sent(LINE | {"at": [WIDE + 1, 2]}),
        sent(LINE | {"at": [2, HIGH + 1]}),
        sent(LINE | {"at": [1, 2, 3]}),
        sent(LINE | {"at": []}),
        sent(LINE | {"ink": 'sky" onload="alert(1)'}),
        sent(LINE | {"ink": ["sky"]}),
        sent(LINE | {"pen": None}),
        sent(LINE | {"style": "stroke: red"}),
        sent(["sky", "thin", [1, 2]]),
        sent(*[LINE] * (STROKES + 1)),
        sent(LINE | {"at": [1, 2] * (POINTS + 1)}),
    ],
)
def test_what_is_no_drawing_is_refused_at_once(text):
    began = time.process_time()
    with pytest.raises(NotADrawing):
        drawing.strokes_from(text)
    assert time.process_time() - began < 0.2


def test_what_it_shows_is_read_out_and_stays_text():
    picture = drawing.svg((), shows='A <script> & a "kettle"\x00\x1b\ud800.')
    assert (
        "<title>A drawing. It shows: A &lt;script&gt; &amp; a &quot;kettle&quot;.</title>"
        in picture
    )
    assert 'role="img"' in picture


def test_the_page_stops_drawing_where_we_would_refuse_it_and_has_a_colour_for_every_ink():
    script = (settings.BASE_DIR / "static/js/models/drawing.js").read_text()
    numbers = {name: int(n) for name, n in re.findall(r"([A-Z]{4,}) = (\d+)", script)}
    known = {"WIDE": WIDE, "HIGH": HIGH, "STROKES": STROKES, "POINTS": POINTS}
    assert {name: numbers[name] for name in known} == known
    fullest = [LINE | {"ink": "plum", "pen": "medium", "at": [100, 200]}] * (STROKES - 1)
    fullest.append(LINE | {"at": [WIDE, HIGH] * (POINTS - STROKES + 1)})
    assert len(drawing.strokes_from(json.dumps(fullest, separators=(",", ":")))) == STROKES
    styles = (settings.BASE_DIR / "static/css/components/drawn.css").read_text()
    assert set(re.findall(r"& \.(\w+) { stroke", styles)) == {*INKS}
