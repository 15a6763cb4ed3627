"""What a specialist is told when somebody whom they met goes on with someone else."""

from datetime import datetime

from django.urls import reverse

from matching.rematch.models import SetAside
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

GOES_ON = Kind(
    key="matching.goes_on",
    line="Somebody you met goes on with someone else. That is common, and no reason is asked or kept.",
)


def tell_goes_on(aside: SetAside, *, now: datetime) -> None:
    """Tell the specialist once, without a name."""
    notifications.schedule(
        aside.specialist.person,
        kind=GOES_ON.key,
        reference=f"set-aside:{aside.pk}",
        due_at=now,
        url=reverse("notifications:updates"),
    )
