"""What staff are told about requests: that there is one, never about whom or why."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from safety.reveals.models import Reveal

QUEUE_MAIL = "Something in your queue needs you. Sign in to see it."

OPENED = Kind(
    key="safety.reveal_opened",
    line="Somebody on duty saw who a person is, because a life may be in danger. Please read why.",
    mail_line=QUEUE_MAIL,
)
NOT_LOOKED_AT = Kind(
    key="safety.reveal_not_looked_at",
    line="Somebody on duty saw who a person is, and no supervisor has looked at that yet."
    " Please read why.",
    mail_line=QUEUE_MAIL,
)
OVERDUE = Kind(
    key="safety.reveal_overdue",
    line="Somebody on duty saw who a person is, over a day ago, and no supervisor has looked at"
    " that yet. Please do it now.",
    mail_line="Something in your queue has waited too long. Sign in to see it.",
)
NOT_RIGHT = Kind(
    key="safety.reveal_not_right",
    line="Somebody on duty saw who a person is, and a supervisor said that it was not right."
    " Please read what happened.",
    mail_line="Something needs a look of yours. Sign in to see it.",
)
ASKED = Kind(
    key="safety.reveal_asked",
    line="Somebody on duty needs to know who a person is. It takes a second person to agree.",
    mail_line=QUEUE_MAIL,
)
ANSWERED = Kind(
    key="safety.reveal_answered",
    line="Somebody has answered what you asked: who a person is.",
    mail_line=QUEUE_MAIL,
)
KINDS = (OPENED, NOT_LOOKED_AT, OVERDUE, NOT_RIGHT, ASKED, ANSWERED)


def tell_of_emergency(reveal: Reveal, *, now: datetime) -> int:
    """Tell every supervisor that a name was opened by one person alone; returns how many.

    Where no other person is a supervisor, the other moderators are told.
    """
    people = _others(reveal, Role.SUPERVISOR) or _others(reveal, Role.MODERATOR)
    return _tell(people, OPENED, reveal, now=now)


def remind(reveal: Reveal, *, now: datetime) -> int:
    """Tell every supervisor once more; returns how many.

    Where no other person is a supervisor, administrators are told too: they can make somebody one.
    """
    people = _others(reveal, Role.SUPERVISOR) or [
        *_others(reveal, Role.ADMINISTRATOR),
        *_others(reveal, Role.MODERATOR),
    ]
    overdue = reveal.review_due_at is not None and reveal.review_due_at <= now
    kind = OVERDUE if overdue else NOT_LOOKED_AT
    # Each reminder is one of its own; the same one twice is one.
    return _tell(people, kind, reveal, now=now, turn=f":{reveal.remind_at:%Y%m%d%H%M}")


def tell_administrators(reveal: Reveal, *, now: datetime) -> int:
    """Tell that a supervisor found an emergency not to be one; returns how many were told."""
    return _tell(_others(reveal, Role.ADMINISTRATOR), NOT_RIGHT, reveal, now=now)


def ask_for_a_second_person(reveal: Reveal, *, now: datetime) -> int:
    """Tell everyone who may answer; returns how many."""
    people = {*_others(reveal, Role.MODERATOR), *_others(reveal, Role.SUPERVISOR)}
    return _tell(people, ASKED, reveal, now=now)


def tell_who_asked(reveal: Reveal, *, now: datetime) -> None:
    """Tell that there is an answer; the case's page says which."""
    notifications.schedule(
        reveal.asked_by,
        kind=ANSWERED.key,
        reference=f"reveal:{reveal.pk}:{ANSWERED.key}",
        due_at=now,
        url=reverse(f"safety:reveal_{reveal.kind}", args=[reveal.flag_id]),
    )


def _others(reveal: Reveal, role: Role) -> Sequence[User]:
    besides = (reveal.asked_by_id, reveal.person_id)
    return list(User.objects.holding(role).exclude(pk__in=besides).order_by("pk"))


def _tell(
    people: Iterable[User], kind: Kind, reveal: Reveal, *, now: datetime, turn: str = ""
) -> int:
    return notifications.tell_each(
        {each.pk: each for each in people}.values(),
        kind=kind.key,
        reference=f"reveal:{reveal.pk}:{kind.key}{turn}",
        due_at=now,
        url=reverse("safety:reveal_request", args=[reveal.public_id]),
    )
