"""What people are told about their account."""

from datetime import datetime

from peerhub.accounts.models import Pause
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

PAUSE_LIFTED = Kind(
    key="accounts.pause_lifted",
    line="We ended the pause of your account. You can be here and write again.",
)


def tell_of_lift(pause: Pause, *, now: datetime) -> None:
    """Tell a person that they can sign in sooner than they were told."""
    notifications.schedule(
        pause.person,
        kind=PAUSE_LIFTED.key,
        reference=f"pause:{pause.pk}:lifted",
        due_at=now,
    )
