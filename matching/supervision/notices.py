"""What the two of a supervision are told. Mail says nothing of it."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from matching.supervision.models import HandOver, LogEntry, Supervision
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

BEGAN = Kind(
    key="matching.supervision_began",
    line="You have a supervisor now. Please read and sign what the role is.",
)
WRITTEN = Kind(key="matching.supervision_written", line="There is a new entry in your log.")
LEFT = Kind(
    key="matching.supervisor_left",
    line="Your supervisor has left their role. Another one will look after you soon; until then any "
    "of the team is there. Your page stays as it is.",
)
ALONE = Kind(
    key="matching.supervision_alone",
    line="A supervisor has left the role. Somebody needs to look after their specialists.",
)
HANDED_OVER = Kind(
    key="matching.hand_over",
    line="A hand-over between supervisors is agreed. There is a word to read about it.",
)
DROPPED = Kind(
    key="matching.hand_over_dropped",
    line="A hand-over between supervisors does not happen. Everything goes on as it was.",
)
ALL = (BEGAN, WRITTEN, LEFT, ALONE, HANDED_OVER, DROPPED)


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


def tell_left(ended: Sequence[Supervision], *, now: datetime) -> None:
    """Tell the specialists of a supervisor who left; and all other supervisors once, for all of them."""
    url = reverse("matching:supervisions")
    for supervision in ended:
        notifications.schedule(
            supervision.specialist,
            kind=LEFT.key,
            reference=f"supervision:{supervision.pk}:left",
            due_at=now,
            url=url,
        )
    first = ended[0]
    notifications.tell_each(
        User.objects.holding(Role.SUPERVISOR).exclude(pk=first.supervisor_id).order_by("pk"),
        kind=ALONE.key,
        reference=f"supervision:{first.pk}:alone",
        due_at=now,
        url=url,
    )


def tell_handed_over(agreed: HandOver, *, now: datetime) -> None:
    """Tell the specialist and the new supervisor that there is a word to read."""
    notifications.tell_each(
        (agreed.supervision.specialist, agreed.to),
        kind=HANDED_OVER.key,
        reference=f"hand_over:{agreed.pk}:agreed",
        due_at=now,
        url=reverse("matching:hand_over", args=[agreed.pk]),
    )


def tell_dropped(agreed: HandOver, *, by: User | None, now: datetime) -> None:
    """Tell the three, but for whoever took it back."""
    three = (agreed.supervision.specialist, agreed.supervision.supervisor, agreed.to)
    notifications.cancel(f"hand_over:{agreed.pk}:agreed", now=now)
    notifications.tell_each(
        [each for each in three if by is None or each.pk != by.pk],
        kind=DROPPED.key,
        reference=f"hand_over:{agreed.pk}:dropped",
        due_at=now,
        url=reverse("matching:hand_over", args=[agreed.pk]),
    )
