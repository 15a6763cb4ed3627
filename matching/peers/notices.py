"""What supervisors are told of breaks. Mail says nothing of it."""

from datetime import datetime

from django.urls import reverse

from matching.peers.models import Pause
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

COMEBACK = Kind(
    key="matching.comeback_asked",
    line="A specialist would like to come back after a long break, and to talk with you first.",
)


def tell_comeback(taken: Pause, supervisor: User | None, *, now: datetime) -> None:
    """Tell who looks after them; all supervisors, where nobody does."""
    people = User.objects.holding(Role.SUPERVISOR).exclude(pk=taken.profile.person_id)
    if supervisor is not None:
        people = people.filter(pk=supervisor.pk)
    notifications.tell_each(
        people,
        kind=COMEBACK.key,
        reference=f"pause:{taken.pk}:comeback",
        due_at=now,
        url=reverse("matching:becoming"),
    )
