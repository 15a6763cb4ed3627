"""What people are told of deeds: that there is something to read, never what, which rule or why."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.deeds.models import Deed

DONE = Kind(
    key="safety.deed_done",
    line="Thank you for being here. Somebody from our team decided something about what you wrote."
    " Open it to read what, why, and what you can do.",
)
DECIDED = Kind(
    key="safety.appeal_decided",
    line="Somebody else from our team has looked at it again, as you asked. Open it to read what"
    " they decided.",
)
LATE = Kind(
    key="safety.appeal_late",
    line="Somebody waits for a second look longer than we promised. You can decide.",
)
LEFT = Kind(
    key="safety.appeal_left",
    line="Somebody waits for a second look, and no moderator can give it. You can decide.",
)
KINDS = (DONE, DECIDED, LATE, LEFT)


def tell_done(deed: Deed, *, now: datetime) -> None:
    """Tell its person; what was done at once is told once."""
    notifications.schedule(
        deed.person,
        kind=DONE.key,
        reference=f"deeds:{deed.person_id}:{deed.at.isoformat()}",
        due_at=now,
        url=reverse("safety:deeds"),
    )


def tell_late(people: Iterable[User], *, now: datetime) -> int:
    """Tell supervisors that something is late, once for all that came due together."""
    return _tell_supervisors(LATE, "late", people, now=now)


def tell_left(people: Iterable[User], *, now: datetime) -> int:
    """Tell supervisors of what no moderator is left for, once for all that were found together."""
    return _tell_supervisors(LEFT, "left", people, now=now)


def _tell_supervisors(kind: Kind, why: str, people: Iterable[User], *, now: datetime) -> int:
    return notifications.tell_each(
        people,
        kind=kind.key,
        reference=f"appeals:{why}:{now.isoformat()}",
        due_at=now,
        url=reverse("safety:appeals"),
    )


def tell_decided(deed: Deed, *, now: datetime) -> None:
    """Tell its person what came of their appeal: where to read it."""
    notifications.schedule(
        deed.person,
        kind=DECIDED.key,
        reference=f"deed:{deed.pk}:decided",
        due_at=now,
        url=deed.get_absolute_url(),
    )
