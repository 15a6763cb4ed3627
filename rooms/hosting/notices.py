"""What people and hosts are told out of rooms: never which room, never who."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.blocking import are_apart
from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice
from rooms.live.models import Host, Room
from rooms.masks.models import Mask
from rooms.seats.models import Waiting

SESSION_OFFERED = Kind(
    key="rooms.session_offered",
    line="A peer specialist you met in a room would like to talk with you, one to one."
    " Only if you want to. They do not know who you are.",
)
UNHOSTED = Kind(
    key="rooms.unhosted",
    line="Nobody has looked after one of your rooms for a day. Can you be there, or tell a"
    " supervisor?",
    mail_line="Something of yours needs you. Sign in to see it.",
)
APPOINTED = Kind(
    key="rooms.host_appointed",
    line="You look after one more room from now on. Its tools are under “My shifts”. If that does"
    " not suit you, tell a supervisor.",
    mail_line="Something of yours has changed. Sign in to see it.",
)
ENDED = Kind(
    key="rooms.host_ended",
    line="You do not look after one of your rooms any more. Thank you for being there. You can ask"
    " a supervisor about it.",
    mail_line="Something of yours has changed. Sign in to see it.",
)
GREW = Kind(
    key="rooms.room_grew",
    line="The room you wait for has more places now. You can go in.",
    mail_line="Something you wait for is there now.",
)
ALL = (SESSION_OFFERED, UNHOSTED, APPOINTED, ENDED, GREW)


def offer_session(mask: Mask, *, by: User, url: str, now: datetime) -> bool:
    """Tell the person behind ``mask``; gives False when ``by`` has offered it before.

    Where the two do not meet, nobody is told, and it looks the same to ``by``.
    """
    reference = f"room-offer:{mask.pk}:{by.pk}"
    if are_apart(mask.person_id, by.pk) or Notice.objects.filter(reference=reference).exists():
        return False
    notifications.schedule(
        mask.person, kind=SESSION_OFFERED.key, reference=reference, due_at=now, url=url
    )
    return True


def warn_hosts(room: Room, hosts: Sequence[User], *, silent_since: datetime, now: datetime) -> None:
    """Tell the hosts of ``room`` that nobody is there: once for each silence."""
    notifications.tell_each(
        hosts,
        kind=UNHOSTED.key,
        reference=f"room:{room.pk}:unhosted:{silent_since:%Y%m%d%H%M%S}",
        due_at=now,
        url=reverse("rooms:host", args=[room.public_id]),
    )


def tell_appointed(host: Host, *, now: datetime) -> None:
    """Tell a specialist that they look after a room now."""
    _tell_host(APPOINTED, host, now=now)


def tell_ended(host: Host, *, now: datetime) -> None:
    """Tell a specialist that they do not look after a room any more."""
    _tell_host(ENDED, host, now=now)


def tell_room_grew(room: Room, waiting: Sequence[Waiting], *, now: datetime) -> None:
    """Tell those in the line that nobody needs to wait any more."""
    notifications.schedule_all(
        [
            Telling(
                person=one.person,
                kind=GREW.key,
                reference=f"room-grew:{one.pk}",
                due_at=now,
                url=reverse("rooms:room", args=[room.public_id]),
            )
            for one in waiting
        ]
    )


def _tell_host(kind: Kind, host: Host, *, now: datetime) -> None:
    notifications.schedule(
        host.person,
        kind=kind.key,
        reference=f"room-host:{host.pk}:{kind.key}",
        due_at=now,
        url=reverse("rooms:shifts"),
    )
