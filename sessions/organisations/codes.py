"""Codes: how one is made and read. Pure.

A code is always for many. One that was given to one person would tell of them: whoever gave it
tries it later, and reads in the answer whether that person came. So no code is ever used up.
"""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is taken for another
PARTS, PART = 3, 4


def new() -> str:
    """A code to give out: "K7QM-2XWD-9HRA", 58 random bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(PART)) for _ in range(PARTS))


def plain(typed: str) -> str:
    """What was typed, without what people add and change: spaces, strokes, small letters."""
    return "".join(each for each in typed.upper() if each in LETTERS)
