"""What staff are told about requests: that there is one, never about whom or why."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from rooms.unmasking.models import Unmasking

QUEUE_MAIL = "Something in your queue needs you. Sign in to see it."

OPENED = Kind(
    key="rooms.unmasking_opened",
    line="Somebody on duty saw who is behind a mask, because a life may be in danger."
    " Please read why.",
    mail_line=QUEUE_MAIL,
)
ASKED = Kind(
    key="rooms.unmasking_asked",
    line="Somebody on duty needs to know who is behind a mask. It takes a second person to agree.",
    mail_line=QUEUE_MAIL,
)
ANSWERED = Kind(
    key="rooms.unmasking_answered",
    line="A second person has answered what you asked about a mask.",
    mail_line=QUEUE_MAIL,
)


def tell_of_emergency(unmasking: Unmasking, *, now: datetime) -> int:
    """Tell every supervisor that a name was opened by one person alone; returns how many.

    Where no other person is a supervisor, the other moderators are told.
    """
    people = _others(unmasking, Role.SUPERVISOR) or _others(unmasking, Role.MODERATOR)
    return _tell(people, OPENED, unmasking, now=now)


def ask_for_a_second_person(unmasking: Unmasking, *, now: datetime) -> int:
    """Tell everyone who may answer; returns how many."""
    people = {
        *_others(unmasking, Role.MODERATOR),
        *_others(unmasking, Role.SUPERVISOR),
    }
    return _tell(people, ASKED, unmasking, now=now)


def tell_who_asked(unmasking: Unmasking, *, now: datetime) -> None:
    """Tell that there is an answer; the case's page says which."""
    notifications.schedule(
        unmasking.asked_by,
        kind=ANSWERED.key,
        reference=f"unmasking:{unmasking.pk}:{ANSWERED.key}",
        due_at=now,
        url=reverse("rooms:unmask", args=[unmasking.flag_id]),
    )


def _others(unmasking: Unmasking, role: Role) -> list[User]:
    wearer = unmasking.mask.person_id
    people = User.objects.holding(role).exclude(pk__in=(unmasking.asked_by_id, wearer))
    return list(people.order_by("pk"))


def _tell(people: Iterable[User], kind: Kind, unmasking: Unmasking, *, now: datetime) -> int:
    tellings = [
        Telling(
            person=person,
            kind=kind.key,
            reference=f"unmasking:{unmasking.pk}:{kind.key}:{person.pk}",
            due_at=now,
            url=reverse("rooms:unmasking", args=[unmasking.public_id]),
        )
        for person in people
    ]
    notifications.schedule_all(tellings)
    return len(tellings)
