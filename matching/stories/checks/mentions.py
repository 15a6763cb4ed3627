"""Content notes that a story's own words speak for; the writer decides. Pure."""

import re
import tomllib
from functools import cache
from pathlib import Path

from matching.stories.checks.book import curled

FILE = Path(__file__).with_name("notes.toml")


def proposed(text: str) -> tuple[str, ...]:
    """The slugs of the notes that ``text`` may need, in the order of the vocabulary."""
    return tuple(slug for slug, pattern in _patterns().items() if pattern.search(curled(text)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with FILE.open("rb") as file:
        words = tomllib.load(file)["words"]
    return {
        slug: re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)
        for slug, phrases in words.items()
    }
