"""Cuts a message into pieces of a sentence or so: danger in one line of many is not averaged away.

Pure Python; nothing is kept.
"""

import re
from typing import NamedTuple

END = re.compile(r"[.!?;…]+[)\"'”’]*\s+|\n+")
WORD = re.compile(r"\S+")
FEWEST = 5  # words of a piece: a shorter sentence joins the one after it
MOST = 40  # words of a piece: who writes without full stops is cut here
PIECES = 24  # of one message, besides the whole


class Piece(NamedTuple):
    """A stretch of a message, and where it stands in it."""

    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The whole message first, then its parts in order; one piece where there is one sentence.

    From a very long message the parts at its beginning and at its end are taken: what matters is
    seldom in the middle.
    """
    whole = _piece(text, 0, len(text))
    parts = [_piece(text, start, end) for start, end in _spans(text)]
    if len(parts) > PIECES:
        parts = parts[: PIECES // 2] + parts[-PIECES // 2 :]
    return [whole] if len(parts) < 2 else [whole, *parts]


def _piece(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], start, end)


def _spans(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    words: list[tuple[int, int]] = []
    begin = 0
    for end in (*(found.end() for found in END.finditer(text)), len(text)):
        words += [
            (begin + word.start(), begin + word.end()) for word in WORD.finditer(text[begin:end])
        ]
        begin = end
        if len(words) >= FEWEST:
            spans += _cut(words)
            words = []
    if words and spans:  # what is left is the end of what came before
        spans[-1] = (spans[-1][0], words[-1][1])
    elif words:
        spans = _cut(words)
    return spans


def _cut(words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    parts = [words[at : at + MOST] for at in range(0, len(words), MOST)]
    return [(part[0][0], part[-1][1]) for part in parts]
