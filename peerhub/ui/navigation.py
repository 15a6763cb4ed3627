"""Who gets which links in the frame of a staff page."""

from collections.abc import Collection
from dataclasses import dataclass


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
    Place("/requests/", "Requests", "hand-raised", frozenset({"specialist"})),
    Place("/requests/waiting/", "Who waits", "hand-raised", frozenset({"supervisor"})),
    # From there also to those who wait to be shown, and to supervision.
    Place("/becoming/", "Peers", "user-plus", frozenset({"supervisor"})),
    Place("/sign-offs/", "Sign-offs", "check-badge", frozenset({"clinician"})),
    Place("/supervision/", "Your log", "users", frozenset({"specialist"})),
    Place("/paging/", "Pager", "bell-alert", frozenset({"administrator"})),
    Place("/hours/", "Your hours", "clock", frozenset({"specialist"})),
    Place("/rooms/roster/", "Roster", "calendar", frozenset({"moderator", "supervisor"})),
    Place("/rooms/", "Rooms", "chat-bubble-left-right", frozenset({"moderator", "specialist"})),
)


def places_for(roles: Collection[str]) -> list[Place]:
    """The work places of a person with ``roles``, in the order of the rail."""
    return [place for place in PLACES if place.roles & frozenset(roles)]
