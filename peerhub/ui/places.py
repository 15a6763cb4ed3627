"""What a work place is, and the parts of the page in which places stand."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The parts of the page, in their order."""

    PEOPLE = "People who wait"
    PEERS = "Peers and topics"
    TEAM = "The team"
    OWN = "Your own"
    BASICS = "What we go by"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somewhere to work: the roles that find it, and those that find it in the frame, too."""

    href: str
    label: str
    icon: str
    part: Part
    about: str
    roles: frozenset[str]
    tab_for: frozenset[str] = frozenset()
    unit: str = "waiting"  # what the number counts, after it


def roles(*names: str) -> frozenset[str]:
    """Names of roles, as a place takes them."""
    return frozenset(names)
