"""Crisis lines and emergency numbers, read from ``data/lines.toml`` once and checked."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "data" / "lines.toml"
STALE_AFTER = timedelta(days=183)  # staff check twice a year (field handbook 3.3)
EUROPE = "EU"  # the row set for numbers that many states of the EU share
FOR_WHOM = frozenset(
    {"suicide", "crisis", "abuse", "sexual_assault", "children", "young", "veterans", "lgbtq"}
    | {"native", "overdose", "substances", "disaster", "practical"}
)
NUMBER = re.compile(r"[0-9][0-9 -]*[0-9]")


class BadTable(ValueError):
    """The table of lines says something that cannot be."""


@dataclass(frozen=True)
class Country:
    """A country we know, with the number for an ambulance or the police."""

    iso: str
    name: str
    emergency: str
    emergency_sure: bool = True  # False: the local number may differ
    in_words: str = ""  # the name inside a sentence, where it differs: "the United States"

    @property
    def place(self) -> str:
        """The name as it stands inside a sentence."""
        return self.in_words or self.name


@dataclass(frozen=True)
class Line:
    """One line that answers, and the ways to reach it; "" means that way does not exist."""

    id: str
    country: str
    name: str
    for_whom: tuple[str, ...]
    source: str
    checked_on: date
    call: str = ""
    text: str = ""
    word: str = ""  # what to text to the number in `text`
    chat: str = ""
    note: str = ""
    hours: str = ""  # "": we do not know them
    languages: tuple[str, ...] = ("en",)

    @property
    def call_href(self) -> str:
        """Address that dials the line."""
        return href("tel", self.call)

    @property
    def text_href(self) -> str:
        """Address that opens a text message to the line, with the word filled in."""
        return href("sms", self.text) + (f"?&body={self.word}" if self.word else "")


@dataclass(frozen=True)
class Table:
    """Everything in the file."""

    countries: Mapping[str, Country]
    lines: tuple[Line, ...]
    elsewhere: Country  # stands for a country we do not know
    directory: str  # a site to look up a line, without scheme


def href(scheme: str, number: str) -> str:
    """Make a ``tel:`` or ``sms:`` address of a number as printed."""
    return f"{scheme}:{re.sub('[ -]', '', number)}"


@cache
def table() -> Table:
    """Read and check the table; the same object every time."""
    return checked(tomllib.loads(TABLE.read_text(encoding="utf-8")))


def checked(source: Mapping[str, Any]) -> Table:
    """Turn the parsed file into a table.

    Raises:
        BadTable: a line has no way to reach it, an odd number, an unknown country or group, or
            two lines share an id.
    """
    countries = {row["iso"]: Country(**row) for row in source["country"]}
    common = {"source": source["source"], "checked_on": source["checked_on"]}
    lines = tuple(_line({**common, **row}) for row in source["line"])
    for line in lines:
        _check(line, countries)
    for country in countries.values():
        if not NUMBER.fullmatch(country.emergency):
            raise BadTable(country.iso)
    if len({line.id for line in lines}) != len(lines):
        msg = "two lines share an id"
        raise BadTable(msg)
    away = source["fallback"]
    elsewhere = Country("", away["name"], away["emergency"], emergency_sure=False)
    return Table(countries, lines, elsewhere, away["directory"])


def stale(lines: Iterable[Line], on: date) -> tuple[Line, ...]:
    """Give the lines that nobody has checked for more than ``STALE_AFTER`` before ``on``."""
    return tuple(line for line in lines if line.checked_on < on - STALE_AFTER)


def _line(row: Mapping[str, Any]) -> Line:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Line(**fields)


def _check(line: Line, countries: Mapping[str, Country]) -> None:
    numbers = [number for number in (line.call, line.text) if number]
    if not numbers or not all(NUMBER.fullmatch(number) for number in numbers):
        raise BadTable(line.id)
    if line.country not in countries and line.country != EUROPE:
        raise BadTable(line.id)
    if not line.for_whom or not FOR_WHOM.issuperset(line.for_whom):
        raise BadTable(line.id)
