"""What people hear of friends: on this site alone, never from whom. Nobody hears of a no or an end."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from rooms.friends.models import Friendship

ASKED = Kind(key="rooms.friend_asked", line="Somebody asks you something.", by_mail=False)
ACCEPTED = Kind(key="rooms.friend_accepted", line="Somebody said yes to you.", by_mail=False)
ALL = (ASKED, ACCEPTED)


def tell_asked(friendship: Friendship, *, now: datetime) -> None:
    """Tell who is asked, once."""
    _tell(friendship.asked, ASKED, f"{_prefix(friendship)}asked", now=now)


def tell_accepted(friendship: Friendship, *, now: datetime) -> None:
    """Tell who asked that it is a yes."""
    _tell(friendship.asker, ACCEPTED, f"{_prefix(friendship)}accepted", now=now)


def call_off(friendship: Friendship, *, now: datetime) -> None:
    """Tell nobody any more of what has ended or is answered."""
    notifications.cancel(_prefix(friendship), now=now)


def _tell(person: User, kind: Kind, reference: str, *, now: datetime) -> None:
    url = reverse("rooms:friends")
    notifications.schedule(person, kind=kind.key, reference=reference, due_at=now, url=url)


def _prefix(friendship: Friendship) -> str:
    return f"friend:{friendship.pk}:"
