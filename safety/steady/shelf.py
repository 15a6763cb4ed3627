"""The exercises and short courses, read from ``data`` once and checked. Pure; asks no clock."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
MINUTES_MOST = 3  # of one part of a course, for somebody who reads slowly
WORDS_A_MINUTE = 100  # of a slow reader who is upset
GROUPS = {
    "senses": "With your eyes, ears and hands",
    "body": "With your body",
    "mind": "In your head",
}


class BadShelf(ValueError):
    """The data say something that cannot be."""


@dataclass(frozen=True)
class Exercise:
    """One exercise: its lines can be read and done one by one."""

    id: str
    name: str
    group: str
    minutes: int
    lines: tuple[str, ...]
    care: str = ""  # what some people should know before; "": nothing


@dataclass(frozen=True)
class CoursePart:
    """Some words, an exercise, and perhaps a page of ours that may help next."""

    name: str
    lines: tuple[str, ...]
    exercise: Exercise
    link: str = ""
    link_words: str = ""

    @property
    def minutes(self) -> float:
        """How long it takes a slow reader."""
        return len(" ".join(self.lines).split()) / WORDS_A_MINUTE + self.exercise.minutes


@dataclass(frozen=True)
class Course:
    """Some parts in an order that nobody has to keep."""

    slug: str
    name: str
    about: str
    speaks_of: str
    parts: tuple[CoursePart, ...]


@dataclass(frozen=True)
class Shelf:
    """All there is."""

    exercises: Mapping[str, Exercise]
    courses: Mapping[str, Course]

    @property
    def groups(self) -> Sequence[tuple[str, str, Sequence[Exercise]]]:
        """The exercises as the page shows them: key, heading, and those under it."""
        return [
            (key, name, [each for each in self.exercises.values() if each.group == key])
            for key, name in GROUPS.items()
        ]


@cache
def shelf() -> Shelf:
    """Read both files.

    Raises:
        BadShelf: a key twice, an exercise that is not there, a part that takes too long.
    """
    rows = tomllib.loads((DATA / "exercises.toml").read_text())["exercise"]
    exercises = _by((_exercise(row) for row in rows), "id")
    rows = tomllib.loads((DATA / "courses.toml").read_text())["course"]
    return Shelf(exercises, _by((_course(row, exercises) for row in rows), "slug"))


def _by(things: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in things:
        if (key := getattr(each, name)) in found:
            raise BadShelf(f"{key} is there twice")
        found[key] = each
    return found


def _exercise(row: Mapping[str, Any]) -> Exercise:
    if row["group"] not in GROUPS:
        raise BadShelf(f"{row['id']}: no group {row['group']}")
    return Exercise(**{**row, "lines": tuple(row["lines"])})


def _course(row: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> Course:
    parts = tuple(_part(each, exercises) for each in row["part"])
    return Course(row["slug"], row["name"], row["about"], row["speaks_of"], parts)


def _part(row: Mapping[str, Any], exercises: Mapping[str, Exercise]) -> CoursePart:
    if (exercise := exercises.get(row["exercise"])) is None:
        raise BadShelf(f"{row['name']}: no exercise {row['exercise']}")
    lines = tuple(row["words"].strip().splitlines())
    made = CoursePart(row["name"], lines, exercise, row.get("link", ""), row.get("link_words", ""))
    if made.minutes > MINUTES_MOST:
        raise BadShelf(f"{made.name} takes {made.minutes:.1f} minutes")
    if bool(made.link) != bool(made.link_words):
        raise BadShelf(f"{made.name}: a link without words")
    return made
