"""What somebody who asked for a person is told: that one has it."""

from datetime import datetime

from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.asking.models import HelpRequest

TAKEN = Kind(key="safety.asking_taken", line="Somebody from our team has read your message.")


def tell_taken(asked: HelpRequest, *, now: datetime) -> None:
    """Tell the person that somebody took it; each time that somebody does."""
    notifications.schedule(
        asked.person,
        kind=TAKEN.key,
        reference=f"help-request:{asked.pk}:taken:{asked.flag.claims}",
        due_at=now,
        url=reverse("safety:asked", args=[asked.public_id]),
    )
