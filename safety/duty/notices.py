"""What people hear when a time has passed: that something waits, never what or whose."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from safety.duty.steps import Group
from safety.flags.models import Deadline, Flag
from safety.flags.states import DeadlineKind
from safety.paging import actions as paging
from safety.paging.actions import Call
from safety.paging.states import Reason

CALLED = Kind(
    key="safety.flag_called",
    line="Somebody needs a person from our team this minute. Please open it if you can.",
    mail_line="Something in your queue needs you now. Sign in to see it.",
    urgent=True,
)
OVERDUE = Kind(
    key="safety.flag_overdue",
    line="Something in the queue has waited longer than it should. Nobody is on it yet.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
    urgent=True,
)
NOT_REACHED = Kind(
    key="safety.flag_not_reached",
    line="Somebody is on a case in the queue, and the person has not been reached in time.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
    urgent=True,
)
KINDS = {
    DeadlineKind.CALL: CALLED,
    DeadlineKind.ACK: OVERDUE,
    DeadlineKind.CONTACT: NOT_REACHED,
}

REASONS = {DeadlineKind.CALL: Reason.CALL, DeadlineKind.CONTACT: Reason.CONTACT}


def tell(deadline: Deadline, group: Group, *, now: datetime) -> int:
    """Write one notice to each person of a step; returns to how many.

    The author of the text is never among them. A group without anybody is no reason to tell
    nobody: then everyone who works the queue is told.
    """
    people = people_of(deadline.flag, group) or people_of(deadline.flag, Group.EVERYONE)
    kind = KINDS[DeadlineKind(deadline.kind)]
    notifications.schedule_all(
        [
            Telling(
                person=person,
                kind=kind.key,
                reference=f"deadline:{deadline.pk}:{person.pk}",
                due_at=now,
                url=reverse("safety:case", args=[deadline.flag_id]),
            )
            for person in people
        ]
    )
    return len(people)


def call_the_pager(deadline: Deadline, *, now: datetime) -> None:
    """Write a page for the step; also where nobody here can be told, and once for each step."""
    paging.page(
        Call(
            reference=f"deadline:{deadline.pk}",
            reason=REASONS.get(DeadlineKind(deadline.kind), Reason.ACK),
            level=deadline.flag.level,
            step=deadline.step,
            path=reverse("safety:case", args=[deadline.flag_id]),
        ),
        now=now,
    )


def people_of(flag: Flag, group: Group) -> Sequence[User]:
    """Who belongs to a group, the author of the text left out."""
    match group:
        case Group.HOLDER:
            people = User.objects.filter(claimed_flags=flag, is_active=True)
        case Group.MODERATORS:
            people = User.objects.holding(Role.MODERATOR)
        case Group.SUPERVISORS:
            people = User.objects.holding(Role.SUPERVISOR)
        case Group.EVERYONE:
            people = User.objects.holding(Role.MODERATOR) | User.objects.holding(Role.SUPERVISOR)
    return list(people.exclude(pk=flag.author_id).order_by("pk").distinct())
