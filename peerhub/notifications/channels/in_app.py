"""Here: the row itself is what the person sees."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Delivery, Notice


class InApp:
    """The page of updates."""

    waits: Sequence[timedelta] = ()

    def reach(self, notice: Notice, kind: Kind, *, now: datetime) -> Sequence[Delivery]:
        """From now on the person sees it."""
        del kind
        notice.sent_at = now
        notice.save(update_fields=["sent_at"])
        return ()

    def send(self, parcel: Delivery, *, now: datetime) -> None:
        """There is nothing to send."""
