"""What a specialist is told: that somebody has read what they put forward."""

from datetime import datetime

from django.urls import reverse

from matching.topics.models import Addition
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

DECIDED = Kind(
    key="matching.addition_decided", line="Somebody has read the words that you put forward."
)


def tell_decided(addition: Addition, *, now: datetime) -> None:
    """Tell its writer, once."""
    notifications.schedule(
        addition.by,
        kind=DECIDED.key,
        reference=f"addition:{addition.pk}:decided",
        due_at=now,
        url=reverse("matching:additions"),
    )
