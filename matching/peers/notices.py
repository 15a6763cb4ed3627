"""What supervisors are told of breaks, and specialists of measures. Mail says nothing of it."""

from datetime import datetime

from django.urls import reverse

from matching.peers.models import Measure, Pause
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

COMEBACK = Kind(
    key="matching.comeback_asked",
    line="A specialist would like to come back after a long break, and to talk with you first.",
)
MEASURE = Kind(
    key="matching.measure_set",
    line="A supervisor has changed how your page is shown. You find why, and the way back, with your "
    "story.",
)
MEASURE_ENDED = Kind(
    key="matching.measure_ended", line="What a supervisor had changed about your page is over."
)
ALL = (COMEBACK, MEASURE, MEASURE_ENDED)


def tell_measure(measure: Measure, *, now: datetime) -> None:
    """Tell the specialist; the reason stands on their own page alone."""
    _tell(measure, MEASURE, now=now)


def tell_measure_ended(measure: Measure, *, now: datetime) -> None:
    """Tell the specialist that it is as before."""
    notifications.cancel(f"measure:{measure.pk}:{MEASURE.key}", now=now)
    _tell(measure, MEASURE_ENDED, now=now)


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


def _tell(measure: Measure, kind: Kind, *, now: datetime) -> None:
    notifications.schedule(
        measure.profile.person,
        kind=kind.key,
        reference=f"measure:{measure.pk}:{kind.key}",
        due_at=now,
        url=reverse("matching:story"),
    )
