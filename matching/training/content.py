"""The modules of the training, read from their files; one that is not whole is refused. Pure.

The twelve core competencies are SAMHSA's (2015); their names are a work of the US government. The
texts are ours, and each says when it was looked at last.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
ORDER = (
    "being-beside",
    "your-story",
    "their-way",
    "boundaries",
    "hard-moments",
    "digital-privacy",
    "growing",
)
# Looked at again every year, because they change most and matter most.
EVERY_YEAR = ("hard-moments", "digital-privacy")
LETTERS = "abcdef"
COMPETENCIES = {
    1: "Engages peers in collaborative and caring relationships",
    2: "Provides support",
    3: "Shares lived experiences of recovery",
    4: "Personalizes peer support",
    5: "Supports recovery planning",
    6: "Links to resources, services and supports",
    7: "Provides information about skills related to health, wellness and recovery",
    8: "Helps peers to manage crises",
    9: "Values communication",
    10: "Supports collaboration and teamwork",
    11: "Promotes leadership and advocacy",
    12: "Promotes growth and development",
}


class ContentError(Exception):
    """A file of the training is not right; the message names the file and the fault."""


@dataclass(frozen=True)
class Answer:
    """One of the answers to a question; ``letter`` is its place in the file."""

    letter: str
    words: str
    right: bool
    why: str


@dataclass(frozen=True)
class Question:
    """A question and its answers, of which one is right, in an order of its own."""

    key: str  # "module.question"
    ask: str
    answers: tuple[Answer, ...]

    @property
    def right(self) -> Answer:
        """The right answer."""
        return next(answer for answer in self.answers if answer.right)

    def answer(self, letter: str) -> Answer | None:
        """The answer with this letter."""
        return next((answer for answer in self.answers if answer.letter == letter), None)


@dataclass(frozen=True)
class Part:
    """A heading and the paragraphs under it."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Module:
    """One part of the training: what to read, and questions that teach."""

    slug: str
    title: str
    version: int
    reviewed_on: date
    minutes: int
    intro: str
    competencies: tuple[int, ...]
    parts: tuple[Part, ...]
    questions: tuple[Question, ...]

    @property
    def competency_names(self) -> list[str]:
        """What of SAMHSA's list it is about."""
        return [COMPETENCIES[number] for number in self.competencies]


@cache
def modules() -> tuple[Module, ...]:
    """All modules in their order.

    Raises:
        ContentError: a file is not whole, or a competency has no module.
    """
    found = tuple(_read(slug) for slug in ORDER)
    missing = set(COMPETENCIES) - {number for module in found for number in module.competencies}
    if missing:
        raise ContentError(f"no module for the competencies {sorted(missing)}")
    return found


def module(slug: str) -> Module | None:
    """The module called ``slug``."""
    return next((each for each in modules() if each.slug == slug), None)


@cache
def bank() -> dict[str, Question]:
    """All questions by key."""
    return {question.key: question for each in modules() for question in each.questions}


def _read(slug: str) -> Module:
    row = tomllib.loads((DATA / f"{slug}.toml").read_text())
    if row["slug"] != slug:
        raise ContentError(f"{slug}: the file says {row['slug']!r}")
    return Module(
        slug=slug,
        title=row["title"],
        version=row["version"],
        reviewed_on=row["reviewed_on"],
        minutes=row["minutes"],
        intro=row["intro"],
        competencies=tuple(row["competencies"]),
        parts=tuple(Part(part["title"], _paragraphs(part["text"])) for part in row["part"]),
        questions=tuple(_question(slug, question) for question in row["question"]),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split("\n\n") if each.strip())


def _question(slug: str, row: dict[str, Any]) -> Question:
    key = f"{slug}.{row['key']}"
    answers = [
        Answer(letter, each["words"], each.get("right", False), each["why"])
        for letter, each in zip(LETTERS, row["answer"], strict=False)
    ]
    if sum(answer.right for answer in answers) != 1:
        raise ContentError(f"{key}: one answer is right, no more and no less")
    return Question(key, row["ask"], _mixed(key, answers))


def _mixed(key: str, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """In an order that tells nothing and stays the same, so that a page can be read again."""
    return tuple(
        sorted(answers, key=lambda each: hashlib.sha256(f"{key}:{each.letter}".encode()).digest())
    )
