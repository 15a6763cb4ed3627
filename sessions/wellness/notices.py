"""What a member is told about their plan: that there is something to look at, never what."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from sessions.wellness.models import Suggestion

SUGGESTED = Kind(
    key="sessions.suggested",
    line="Somebody you meet here has a suggestion for you. You take it, or you do not.",
)
ALL = (SUGGESTED,)


def tell_suggested(made: Suggestion, *, now: datetime) -> None:
    """Tell the member that somebody suggests something."""
    notifications.schedule(
        made.member,
        kind=SUGGESTED.key,
        reference=made.reference,
        due_at=now,
        url=reverse("sessions:plan"),
    )


def forget(made: Suggestion) -> None:
    """There is nothing to look at any more."""
    notifications.forget(made.reference)
