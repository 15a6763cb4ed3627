"""What a supervisor is told. Nobody else hears that there is a check-in at all."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from sessions.alliance import policies
from sessions.alliance.models import AllianceCheckIn

TO_LOOK = Kind(
    key="sessions.alliance_look",
    line="Somebody says that sessions do not go well for them. Please look today.",
)
ALL = (TO_LOOK,)


def tell_supervisor(check_in: AllianceCheckIn, *, now: datetime) -> int:
    """Tell whoever sees it, once for each check-in; returns how many."""
    return notifications.tell_each(
        policies.who_sees(check_in.booking),
        kind=TO_LOOK.key,
        reference=f"alliance:{check_in.pk}:look",
        due_at=now,
        url=reverse("sessions:how_they_go"),
    )


def call_off(check_in: AllianceCheckIn, *, now: datetime) -> None:
    """It was taken back: what was not sent yet is not sent."""
    notifications.cancel(f"alliance:{check_in.pk}:", now=now)
