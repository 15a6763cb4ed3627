"""What people are told about their account."""

from datetime import datetime

from peerhub.accounts.models import Pause, User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

PAUSE_LIFTED = Kind(
    key="accounts.pause_lifted",
    line="We ended the pause of your account. You can be here and write again.",
)


AUDIT_BROKEN = Kind(
    key="accounts.audit_broken",
    line="The written record of what staff did does not hold any more. Run manage.py verify_audit.",
    mail_line="Something needs an administrator now. Sign in to see it.",
)


def tell_of_broken_audit(place: int, *, now: datetime) -> int:
    """Tell every administrator, once a day for each broken place; returns how many people."""
    people = list(User.objects.holding(Role.ADMINISTRATOR))
    for person in people:
        notifications.schedule(
            person,
            kind=AUDIT_BROKEN.key,
            reference=f"audit:{place}:{now:%Y-%m-%d}:{person.pk}",
            due_at=now,
        )
    return len(people)


def tell_of_lift(pause: Pause, *, now: datetime) -> None:
    """Tell a person that they can sign in sooner than they were told."""
    notifications.schedule(
        pause.person,
        kind=PAUSE_LIFTED.key,
        reference=f"pause:{pause.pk}:lifted",
        due_at=now,
    )
