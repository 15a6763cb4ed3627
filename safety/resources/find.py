"""Which lines to show to whom. Pure: reads the table, asks no database and no clock."""

from dataclasses import dataclass
from typing import Protocol

from safety.resources.lines import EUROPE, Country, Line, table

HOME = "US"  # where we are when we do not know better
FEELINGS = frozenset({"suicide", "crisis"})
HURT = frozenset({"abuse", "sexual_assault", "children"})


class Reader(Protocol):
    """Someone who looks at a page: a person with an account, or a visitor."""

    @property
    def is_authenticated(self) -> bool:
        """Whether they have signed in."""


@dataclass(frozen=True)
class CountryHelp:
    """All help we know for one country, the most urgent first."""

    country: Country
    lines: tuple[Line, ...]
    known: bool  # False: we know no line there, these are the international numbers
    directory: str  # a site to look up a line

    @property
    def emergency(self) -> str:
        """The number for an ambulance or the police."""
        return self.country.emergency

    @property
    def main(self) -> Line | None:
        """The line for anyone who thinks of dying or cannot bear it."""
        return next((line for line in self.lines if line.call and _for(line, FEELINGS)), None)

    @property
    def silent(self) -> tuple[Line, ...]:
        """Lines that can be reached without speaking."""
        return tuple(line for line in self.lines if line.text or line.chat)

    @property
    def hurt(self) -> tuple[Line, ...]:
        """Lines for someone who is being hurt by another."""
        return tuple(line for line in self.lines if _for(line, HURT))

    @property
    def more(self) -> tuple[Line, ...]:
        """Every other line to call."""
        shown = {self.main, *self.hurt}
        return tuple(line for line in self.lines if line.call and line not in shown)


def lines_for(country: str, language: str = "en") -> CountryHelp:
    """Give the help for ``country`` (ISO code of two letters, any case).

    Lines for thoughts of dying come first, then those that speak ``language``, else the order of
    the table. An unknown country gets the international numbers, never an error.
    """
    known = table().countries.get(country.upper())
    where = known.iso if known else EUROPE
    lines = sorted(
        (line for line in table().lines if line.country == where),
        key=lambda line: ("suicide" not in line.for_whom, language not in line.languages),
    )
    home = known or table().elsewhere
    return CountryHelp(home, tuple(lines), known is not None, table().directory)


def help_for(person: Reader) -> CountryHelp:
    """Give the help for where ``person`` is; for a visitor, the country we are at home in."""
    country = getattr(person, "country", "") if person.is_authenticated else HOME
    return lines_for(country or HOME, getattr(person, "language", "en"))


def countries() -> tuple[Country, ...]:
    """All countries we know, by name."""
    return tuple(sorted(table().countries.values(), key=lambda country: country.name))


def _for(line: Line, groups: frozenset[str]) -> bool:
    return not groups.isdisjoint(line.for_whom)
