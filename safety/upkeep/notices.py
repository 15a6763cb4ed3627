"""What administrators are told about entries that nobody checked."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

STALE = Kind(
    key="safety.stale",
    line="Some lines or places of help have not been checked for half a year: {count}.",
)


def tell_administrators(count: int, *, now: datetime) -> int:
    """Tell each of them once in a calendar month (UTC); returns how many people.

    Where nobody is an administrator, the supervisors are told: it never waits for nobody.
    """
    people = User.objects.holding(Role.ADMINISTRATOR) or User.objects.holding(Role.SUPERVISOR)
    for person in people:
        notifications.schedule(
            person,
            kind=STALE.key,
            reference=f"stale:{now:%Y-%m}:{person.pk}",
            due_at=now,
            url=reverse("safety:checks"),
            context={"count": str(count)},
        )
    return len(people)
