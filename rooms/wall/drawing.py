"""Drawings: strokes as a page sends them, and the picture that we make of them. Pure.

A person's strokes are numbers on a sheet and nothing else: no picture of theirs is ever kept or
shown, so nothing can hide in one. What is shown is made here, anew each time; the colours are
names, which the stylesheet fills in for a light and for a dark page.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

WIDE, HIGH = 640, 480  # the sheet; the page draws it as wide as there is room
# What one drawing can hold; static/js/models/drawing.js stops at the same numbers.
STROKES, POINTS = 150, 2000
LONGEST = 24_000  # characters of it as JSON
INKS = {"ink": "Ink", "sky": "Blue", "leaf": "Green", "warm": "Brown", "plum": "Purple"}
PENS = {"thin": 4, "medium": 9, "thick": 22}  # how wide, on the sheet

UNREADABLE = "We could not read the drawing. Please draw it again, or use words instead."
TOO_MUCH = "The drawing has more lines than we can keep. Take back a few and send it again."


class NotADrawing(ValueError):
    """What came is no drawing that we can keep; ``message`` says so to whoever sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Stroke:
    """One line, drawn without lifting the pen. ``at``: x, y, x, y and so on, on the sheet."""

    ink: str
    pen: str
    at: tuple[int, ...]


def strokes_from(text: str) -> tuple[Stroke, ...]:
    """The strokes in what a page sent; none for "".

    Raises:
        NotADrawing: it is anything else, or too much.
    """
    if not text:
        return ()
    if len(text) > LONGEST:
        raise NotADrawing(TOO_MUCH)
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):  # numbers of thousands of digits are a ValueError, too
        raise NotADrawing(UNREADABLE) from None
    return strokes_of(given)


def strokes_of(given: Any) -> tuple[Stroke, ...]:
    """The strokes in what was read from JSON.

    Raises:
        NotADrawing: these are none, or too many.
    """
    if not isinstance(given, list):
        raise NotADrawing(UNREADABLE)
    if len(given) > STROKES:
        raise NotADrawing(TOO_MUCH)
    strokes = tuple(map(_stroke, given))
    if sum(len(stroke.at) for stroke in strokes) > 2 * POINTS:
        raise NotADrawing(TOO_MUCH)
    return strokes


def plain(strokes: Iterable[Stroke]) -> list[dict[str, Any]]:
    """The strokes as they are stored; ``strokes_of`` reads them."""
    return [{"ink": each.ink, "pen": each.pen, "at": list(each.at)} for each in strokes]


def svg(strokes: Iterable[Stroke], *, shows: str) -> str:
    """The picture, to stand in a page or alone. ``shows``: what it shows, in its author's words.

    Its one text is the title, which is read to people who cannot see it.
    """
    title = escape(f"A drawing. It shows: {_sayable(shows)}" if shows else "A drawing")
    paths = "".join(
        f'<path class="{each.ink}" stroke-width="{PENS[each.pen]}" d="{_way(each.at)}"/>'
        for each in strokes
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawn" viewBox="0 0 {WIDE} {HIGH}"'
        f' width="{WIDE}" height="{HIGH}" role="img" focusable="false"><title>{title}</title>'
        '<g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">'
        f"{paths}</g></svg>"
    )


def _stroke(given: Any) -> Stroke:
    if not isinstance(given, dict) or given.keys() != {"ink", "pen", "at"}:
        raise NotADrawing(UNREADABLE)
    ink, pen, at = given["ink"], given["pen"], given["at"]
    # Looked up in a list: what cannot be a key of a dictionary is refused, too.
    if ink not in [*INKS] or pen not in [*PENS] or not isinstance(at, list):
        raise NotADrawing(UNREADABLE)
    if not at or len(at) % 2 or not _lie_within(at[::2], WIDE) or not _lie_within(at[1::2], HIGH):
        raise NotADrawing(UNREADABLE)
    return Stroke(ink, pen, tuple(at))


def _lie_within(numbers: Sequence[Any], most: int) -> bool:
    """Whether all are whole numbers on the sheet; for Python, ``True`` is a whole number, too."""
    return all(type(each) is int and 0 <= each <= most for each in numbers)


def _way(at: Sequence[int]) -> str:
    """Straight lines from point to point; one point alone is a dot, as round as the pen."""
    pairs = [f"{x} {y}" for x, y in zip(at[::2], at[1::2], strict=True)]
    return f"M{pairs[0]}L{' '.join(pairs[1:] or pairs)}"


def _sayable(words: str) -> str:
    """Without what XML cannot hold: control characters and halves of a pair.

    Source: XML 1.0, 2.2, Char.
    """
    return "".join(each for each in words if _is_char(ord(each)))


def _is_char(code: int) -> bool:
    if code < 0x20:
        return code in {0x9, 0xA, 0xD}
    return not 0xD800 <= code <= 0xDFFF and code not in {0xFFFE, 0xFFFF}
