"""Who gets which links in the frame of a staff page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Opens = Callable[[Any], bool]


@dataclass(frozen=True)
class Place:
    """A link of the staff frame, and the roles that find it there."""

    href: str
    label: str
    icon: str
    roles: frozenset[str]


PLACES = (
    Place("/queue/", "Queue", "inbox-stack", frozenset({"moderator", "supervisor"})),
    Place(
        "/referrals/",
        "Referrals",
        "arrows-right-left",
        frozenset({"moderator", "supervisor"}),
    ),
    Place(
        "/plans/",
        "Shared plans",
        "clipboard-document-list",
        frozenset({"moderator", "specialist", "supervisor"}),
    ),
    Place(
        "/directory/",
        "Local help",
        "map-pin",
        frozenset({"administrator", "moderator", "supervisor"}),
    ),
    Place(
        "/rules/",
        "Rules",
        "scale",
        frozenset({"moderator", "clinician", "supervisor"}),
    ),
    Place(
        "/queue/assessments/", "Assessments", "clipboard-document-check", frozenset({"clinician"})
    ),
    Place("/sessions/", "Sessions", "calendar-days", frozenset({"specialist"})),
    Place("/story/", "Your story", "pencil-square", frozenset({"specialist"})),
    Place("/peers/", "New peers", "user-plus", frozenset({"supervisor"})),
    Place("/paging/", "Pager", "bell-alert", frozenset({"administrator"})),
    Place("/hours/", "Your hours", "clock", frozenset({"specialist"})),
    Place("/rooms/roster/", "Roster", "calendar", frozenset({"moderator", "supervisor"})),
    Place("/rooms/", "Rooms", "chat-bubble-left-right", frozenset({"moderator", "specialist"})),
)


_opens: dict[str, Opens] = {}


def narrow(href: str, opens: Opens) -> None:
    """Show the place only to those of its roles whom ``opens`` lets in."""
    _opens[href] = opens


def places_for(person: Any) -> list[Place]:
    """The work places of ``person``, in the order of the rail."""
    roles = frozenset(getattr(person, "roles", ()))
    places = [place for place in PLACES if place.roles & roles]
    return [place for place in places if place.href not in _opens or _opens[place.href](person)]
