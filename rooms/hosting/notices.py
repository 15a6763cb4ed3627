"""What people and hosts are told out of rooms: never which room, never who."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.actions import Telling
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Notice
from rooms.live.models import Room
from rooms.masks.models import Mask

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
ALL = (SESSION_OFFERED, UNHOSTED)


def offer_session(mask: Mask, *, by: User, url: str, now: datetime) -> bool:
    """Tell the person behind ``mask``; gives False when ``by`` has offered it before."""
    reference = f"room-offer:{mask.pk}:{by.pk}"
    if Notice.objects.filter(reference=reference).exists():
        return False
    notifications.schedule(
        mask.person, kind=SESSION_OFFERED.key, reference=reference, due_at=now, url=url
    )
    return True


def warn_hosts(room: Room, hosts: Sequence[User], *, silent_since: datetime, now: datetime) -> None:
    """Tell the hosts of ``room`` that nobody is there: once for each silence."""
    notifications.schedule_all(
        [
            Telling(
                person=host,
                kind=UNHOSTED.key,
                reference=f"room:{room.pk}:unhosted:{silent_since:%Y%m%d%H%M%S}:{host.pk}",
                due_at=now,
                url=reverse("rooms:host", args=[room.public_id]),
            )
            for host in hosts
        ]
    )
