"""What a flag keeps of a text, and which words of it get marked. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ELLIPSIS = "…"
SNIPPET = 12  # words of a queue row's first words
LONG = 3 * SNIPPET  # words; of a longer text a case shows the first ones before the rest


@dataclass(frozen=True)
class Piece:
    """A stretch of an excerpt; ``marked`` where a rule spoke."""

    words: str
    marked: bool


def cut(text: str, first: int, limit: int) -> tuple[str, int]:
    """At most ``limit`` characters of ``text`` around ``first``, and where they begin.

    Args:
        text: the whole text.
        first: place of the first character that made a rule speak.
        limit: characters to keep.
    """
    if len(text) <= limit:
        return text, 0
    begin = min(max(0, first - limit // 4), len(text) - limit)
    return text[begin : begin + limit], begin


def shifted(start: int, end: int, *, begin: int, length: int) -> tuple[int, int]:
    """A span of the text as a span of its excerpt; empty when it lies outside."""
    inside = max(0, start - begin), min(length, end - begin)
    return inside if inside[0] < inside[1] else (0, 0)


def pieces(words: str, spans: Iterable[tuple[int, int]]) -> Sequence[Piece]:
    """``words`` cut where marks begin and end; overlapping spans become one mark."""
    cuts: list[Piece] = []
    at = 0
    for start, end in _merged(spans, len(words)):
        if start > at:
            cuts.append(Piece(words[at:start], marked=False))
        cuts.append(Piece(words[start:end], marked=True))
        at = end
    if at < len(words):
        cuts.append(Piece(words[at:], marked=False))
    return cuts


def first_words(words: str) -> str:
    """The first ``SNIPPET`` words, on one line."""
    split = words.split()
    return " ".join(split[:SNIPPET]) + (f" {ELLIPSIS}" if len(split) > SNIPPET else "")


def _merged(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(0, a), min(length, b)) for a, b in spans):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
