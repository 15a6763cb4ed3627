"""What nobody has checked for half a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peerhub.accounts.countries import COUNTRIES
from safety.directory.models import Service
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
    href: str = ""  # where it can be checked off


def stale_entries(*, on: date) -> Sequence[Stale]:
    """Everything that was last checked more than ``STALE_AFTER`` before ``on``, the oldest first."""
    found = [*stale_lines(on=on), *stale_services(on=on)]
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


def stale_services(*, on: date) -> list[Stale]:
    """The entries of local help among them; they are out of the search."""
    services = Service.objects.stale(on=on).whole()
    return [
        Stale(
            "Local help",
            f"{service.name}, {service.organization.name}",
            COUNTRIES.get(service.country, service.country),
            service.checked_on,
            service.consent_by,
            service.get_absolute_url(),
        )
        for service in services
    ]


def next_due() -> date:
    """The first day on which one of the lines is due again."""
    return min(line.checked_on for line in table().lines) + STALE_AFTER
