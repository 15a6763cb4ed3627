"""Drawn shapes in place of faces: the same seed always gives the same shape."""

from dataclasses import dataclass
from hashlib import blake2b

TINTS = ("primary", "warm", "sky", "plum", "sun", "leaf")
TURNS = (0, 45, 90, 135, 180, 225, 270, 315)  # degrees

# Leaves, stones, hills, a bird: drawn for a 40 by 40 field around its middle.
SHAPES = (
    "M20 6c8 5 10 13 6 20l-6 8-6-8c-4-7-2-15 6-20z",
    "M9 22c0-7 5-12 12-12s11 5 11 11-5 10-12 10-11-3-11-9z",
    "M20 7a13 13 0 0 1 13 13H20zM20 33a13 13 0 0 1-13-13h13z",
    "M7 22c6-1 9-4 11-9 2 3 5 5 9 5l6-2-3 5c-2 6-6 9-12 9-5 0-9-3-11-8z",
    "M20 8a6 6 0 0 1 6 6 6 6 0 0 1 0 12 6 6 0 0 1-12 0 6 6 0 0 1 0-12 6 6 0 0 1 6-6z",
    "M6 29c4-8 8-13 13-13 3 0 4 4 7 4 3 0 5 4 8 9z",
    "M20 6l4 10 10 4-10 4-4 10-4-10-10-4 10-4z",
    "M12 8c10 0 17 7 17 17 0 4-1 7-1 7C16 33 9 26 9 15c0-4 3-7 3-7z",
)


@dataclass(frozen=True)
class Shape:
    """What to draw: an SVG path, turned by some degrees, on a tint of the palette."""

    path: str
    turn: int
    tint: str


def shape_for(seed: object) -> Shape:
    """Choose the shape that belongs to ``seed`` (a handle, a mask, an id)."""
    digest = blake2b(str(seed).encode(), digest_size=3).digest()
    return Shape(
        path=SHAPES[digest[0] % len(SHAPES)],
        turn=TURNS[digest[1] % len(TURNS)],
        tint=TINTS[digest[2] % len(TINTS)],
    )
