"""What a reminder says, and which are planned. The words fit on a locked screen."""

from peerhub.accounts.models import User
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice

REMINDER = Kind(
    key="sessions.reminder",
    line="A reminder of your session: {when}.",
    mail_line="A reminder of your appointment: {when}.",
)
FOLLOW_UP = Kind(
    key="sessions.follow_up",
    line="How was your session? Say so if you like, or leave it.",
    mail_line="How was your appointment? Say so if you like, or leave it.",
)
ALL = (REMINDER, FOLLOW_UP)
SHOWN = 8  # of a page


def planned_for(person: User) -> list[Notice]:
    """The next reminders of a person, the first one first."""
    planned = Notice.objects.filter(
        person=person, kind=REMINDER.key, sent_at=None, cancelled_at=None
    )
    return list(planned.order_by("due_at", "pk")[:SHOWN])
