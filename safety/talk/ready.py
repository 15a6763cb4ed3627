"""Ready words: reviewed sentences to begin a message with, read from ``data/words.toml``. Pure.

They are chosen by the level of a case, put into the field and changed there. What stands in
``{braces}`` is a gap that somebody must fill in; nothing is sent with a gap.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from safety.flags.ladder import HIGHEST, LOWEST

FILE = Path(__file__).parent / "data" / "words.toml"
LONGEST = 1000  # characters: room is left for words of one's own
_GAP = re.compile(r"\{[^{}]*\}")
_ID = re.compile(r"[a-z][a-z-]{1,30}")


class BadWords(ValueError):
    """The file of ready words says something that cannot be."""


@dataclass(frozen=True)
class Ready:
    """Words to begin with, for cases from level ``least`` to ``most``."""

    id: str
    title: str
    least: int
    most: int
    words: str

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BadWords: it has no name, is meant for no level, is too long, or a brace stands alone.
        """
        if not _ID.fullmatch(self.id) or not self.title.strip() or not self.words.strip():
            raise BadWords(f"{self.id!r} needs an id, a title and words")
        if not LOWEST <= self.least <= self.most <= HIGHEST:
            raise BadWords(f"{self.id}: no case has a level from {self.least} to {self.most}")
        if len(self.words) > LONGEST or set(_GAP.sub("", self.words)) & {"{", "}"}:
            raise BadWords(f"{self.id}: too long, or a brace without its other half")


@cache
def ready_words() -> Mapping[str, Ready]:
    """All ready words by id, in the order of the file.

    Raises:
        BadWords: the file says something that cannot be.
    """
    return parsed(tomllib.loads(FILE.read_text("utf-8")))


def parsed(content: Mapping[str, Any]) -> Mapping[str, Ready]:
    """The ready words of a file's content.

    Raises:
        BadWords: something in it cannot be.
    """
    try:
        listed = [Ready(**{**each, "words": each["words"].strip()}) for each in content["ready"]]
    except (KeyError, TypeError, AttributeError) as error:
        raise BadWords(f"ready words need id, title, least, most and words: {error}") from error
    known = {each.id: each for each in listed}
    if len(known) != len(listed):
        raise BadWords("two ready words have one id")
    return known


def for_level(level: int) -> Sequence[Ready]:
    """Those that may be used in a case of ``level``."""
    return [each for each in ready_words().values() if each.least <= level <= each.most]


def chosen(name: str, *, level: int) -> Ready | None:
    """The ready words called ``name``, if they may be used in a case of ``level``."""
    return next((each for each in for_level(level) if each.id == name), None)


def gaps(words: str) -> Sequence[str]:
    """What is still to be filled in, as it stands there: ``["{time}"]``. Each is named once."""
    return list(dict.fromkeys(_GAP.findall(words)))
