"""What the two of a supervision are told. Mail says nothing of it."""

from datetime import datetime

from django.urls import reverse

from matching.supervision.models import LogEntry, Supervision
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

BEGAN = Kind(
    key="matching.supervision_began",
    line="You have a supervisor now. Please read and sign what the role is.",
)
WRITTEN = Kind(key="matching.supervision_written", line="There is a new entry in your log.")
ALL = (BEGAN, WRITTEN)


def tell_began(supervision: Supervision, *, now: datetime) -> None:
    """Tell the specialist who looks after them."""
    notifications.schedule(
        supervision.specialist,
        kind=BEGAN.key,
        reference=f"supervision:{supervision.pk}:began",
        due_at=now,
        url=reverse("matching:supervision", args=[supervision.pk]),
    )


def tell_written(entry: LogEntry, *, now: datetime) -> None:
    """Tell the other one of the two."""
    supervision = entry.supervision
    wrote_it = entry.written_by_id == supervision.supervisor_id
    notifications.schedule(
        supervision.specialist if wrote_it else supervision.supervisor,
        kind=WRITTEN.key,
        reference=f"supervision:{supervision.pk}:entry:{entry.pk}",
        due_at=now,
        url=reverse("matching:supervision", args=[supervision.pk]),
    )
