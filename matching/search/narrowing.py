"""How the list can be narrowed: the choices of each kind, in words, with their counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.peers.facets import GROUPS, LANGUAGES
from matching.peers.facets import LABELS as FACETS
from matching.peers.models import Way
from matching.search.shelf import Shelf
from matching.search.when import LABELS as WHEN
from matching.search.when import When

_QUESTIONS = {key: question for question, options in GROUPS for key, _ in options}


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice that narrows the list, and how many would be left."""

    value: str
    label: str
    count: int
    chosen: bool
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """One kind of choice with its options."""

    kind: str
    options: list[Option]

    @property
    def chosen(self) -> list[Option]:
        """The options that are chosen."""
        return [option for option in self.options if option.chosen]

    @property
    def groups(self) -> list[tuple[str, list[Option]]]:
        """The options that are not chosen, by group."""
        groups: dict[str, list[Option]] = {}
        for option in self.options:
            if not option.chosen:
                groups.setdefault(option.group, []).append(option)
        return list(groups.items())


@dataclass(frozen=True, kw_only=True)
class Loosening:
    """One thing asked for, the address of the list without it, and how many would fit then."""

    label: str
    address: str
    count: int


def known(kind: str, shelf: Shelf) -> Iterable[str]:
    """All values of a kind, in the order in which they are offered."""
    if kind == "way":
        return Way.values
    if kind == "language":
        return LANGUAGES
    if kind == "facet":
        return FACETS
    if kind == "when":
        return When
    letter = {"root": "R", "struggle": "S"}[kind]
    return [code for code in shelf.topics if code.startswith(letter)]


def group(value: str, shelf: Shelf) -> str:
    """Under which heading a value stands; empty where there is none."""
    if value in shelf.topics:
        return shelf.topics[value][1]
    return _QUESTIONS.get(value, "")


def label(kind: str, value: str, shelf: Shelf) -> str:
    """A value of a kind as it is read."""
    if kind == "way":
        return str(Way(value).label).capitalize() if value in Way.values else value
    if kind == "language":
        return LANGUAGES.get(value, value)
    if kind == "when":
        return WHEN[When(value)]
    if kind == "facet":
        return FACETS[value]
    return shelf.topics[value][0] if value in shelf.topics else value
