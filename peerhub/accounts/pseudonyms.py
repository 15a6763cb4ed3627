"""Pronounceable handles that say nothing about the person; checks on ones they choose.

Pure. A handle is never derived from an e-mail address. A chosen one may not read like a real
name or a contact detail; ``skeleton`` tells which handles could be mistaken for each other.
"""

import re
import secrets
import tomllib
import unicodedata
from pathlib import Path

_words = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text("utf-8"))
ADJECTIVES: list[str] = _words["adjectives"].split()
CREATURES: list[str] = _words["creatures"].split()
REAL_NAMES = frozenset(_words["real_names"].split())

_ALLOWED = re.compile(r"^[A-Za-z][A-Za-z0-9 .'-]{2,38}[A-Za-z0-9]$")
_CONFUSABLE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "3": "e", "8": "b", "2": "z"})
_SEPARATORS = re.compile(r"[ .'_-]+")
_YEAR_OR_NUMBER = re.compile(r"\d{4,}")


class HandleRefused(ValueError):
    """The handle may not be used; ``reason`` says why, in plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def suggest() -> str:
    """A new handle such as "Quiet Heron 27": drawn at random, linked to nothing."""
    number = secrets.randbelow(90) + 10
    return f"{secrets.choice(ADJECTIVES).title()} {secrets.choice(CREATURES).title()} {number}"


def skeleton(handle: str) -> str:
    """What a handle looks like: two handles with one skeleton can be mistaken for each other."""
    flat = unicodedata.normalize("NFKD", handle).encode("ascii", "ignore").decode()
    flat = _SEPARATORS.sub("", flat.lower()).translate(_CONFUSABLE)
    return flat.replace("rn", "m").replace("vv", "w")


def check(handle: str, *, email: str = "") -> str:
    """The handle with single spaces, when it may be used.

    Args:
        handle: what the person chose.
        email: the person's own address, which may not shine through.

    Raises:
        HandleRefused: with the reason in plain words.
    """
    clean = " ".join(handle.split())
    if not _ALLOWED.fullmatch(clean):
        raise HandleRefused(
            "Use 4 to 40 plain letters and numbers, with spaces between them, starting with a "
            "letter."
        )
    words = {word.lower().strip("'") for word in re.split(r"[ .'_-]+|\d+", clean) if word}
    if words & REAL_NAMES:
        raise HandleRefused(
            "That reads like a real name. Choose one that nobody could know you by."
        )
    if _YEAR_OR_NUMBER.search(clean):
        raise HandleRefused("Leave out years and long numbers: they can point to you.")
    local = re.sub(r"[^a-z]", "", email.split("@", 1)[0].lower())
    if len(local) > 3 and local in re.sub(r"[^a-z]", "", clean.lower()):
        raise HandleRefused("That is part of your e-mail address. Choose something unlike it.")
    return clean
