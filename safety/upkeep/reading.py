"""What nobody has checked for half a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safety.resources.find import countries
from safety.resources.lines import STALE_AFTER, stale, table


@dataclass(frozen=True)
class Stale:
    """One entry that has to be checked again."""

    what: str  # "Line"
    name: str
    place: str
    checked_on: date
    source: str  # who said so then


def stale_entries(*, on: date) -> Sequence[Stale]:
    """Everything that was last checked more than ``STALE_AFTER`` before ``on``, the oldest first."""
    found = stale_lines(on=on)
    return sorted(found, key=lambda each: (each.checked_on, each.place, each.name))


def stale_lines(*, on: date) -> list[Stale]:
    """The crisis lines among them."""
    names = {country.iso: country.name for country in countries()}
    return [
        Stale(
            "Line",
            line.name,
            names.get(line.country, "Several countries"),
            line.checked_on,
            line.source,
        )
        for line in stale(table().lines, on)
    ]


def next_due() -> date:
    """The first day on which one of the lines is due again."""
    return min(line.checked_on for line in table().lines) + STALE_AFTER
