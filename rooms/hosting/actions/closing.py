"""A moderator closes a room and opens it again; a room that nobody looks after closes by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_moderator
from peerhub.events import publish
from rooms.hosting import notices
from rooms.hosting.actions.refusals import OffShift
from rooms.live.actions import close_room, reopen_room
from rooms.live.events import RoomMustLook
from rooms.live.models import Room, RoomQuerySet

WARNED_AFTER = timedelta(hours=24)
CLOSED_AFTER = timedelta(days=30)


@transaction.atomic
def close(room: Room, *, why: str, by: User, now: datetime) -> None:
    """Let nobody come in or write any more; the people in the room read why.

    Raises:
        OffShift: this is for moderators.
    """
    _for_moderators(by)
    if room.is_open:
        close_room(room, by=by, now=now)
        Room.objects.filter(pk=room.pk).update(closed_why=why)
        room.refresh_from_db(fields=["closed_why"])


@transaction.atomic
def reopen(room: Room, *, by: User, now: datetime) -> None:
    """Let people in and write again.

    Raises:
        OffShift: this is for moderators.
    """
    _for_moderators(by)
    if not room.is_open:
        reopen_room(room, by=by, now=now)
        Room.objects.filter(pk=room.pk).update(closed_why="")
        room.refresh_from_db(fields=["closed_why"])
        publish(RoomMustLook(room=room.public_id))


def look_after_unhosted(*, now: datetime) -> tuple[int, int]:
    """Warn the hosts of rooms silent for 24 hours; close those silent for 30 days.

    Each silence is warned of once. Returns how many rooms were warned of and how many closed;
    done again, the first number stays and no notice is written.
    """
    closed = [_close(room_id, now=now) for room_id in _silent(CLOSED_AFTER, now=now)]
    warned = [_warn(room_id, now=now) for room_id in _silent(WARNED_AFTER, now=now)]
    return sum(warned), sum(closed)


def _silent(span: timedelta, *, now: datetime) -> list[int]:
    return list(_since(Room.objects.open(), now - span).values_list("pk", flat=True))


def _since(rooms: RoomQuerySet, last: datetime) -> RoomQuerySet:
    """Those whose last sign of a host, or whose opening, is not after ``last``."""
    sign = Greatest(Coalesce(F("hosted_at"), F("opened_at")), F("opened_at"))
    return rooms.annotate(sign=sign).filter(sign__lte=last)


@transaction.atomic
def _warn(room_id: int, *, now: datetime) -> bool:
    room = Room.objects.open().filter(pk=room_id).first()
    if room is None:
        return False
    hosts = User.objects.filter(hosted_rooms__room=room, is_active=True).order_by("pk")
    since = max(room.hosted_at or room.opened_at, room.opened_at)
    notices.warn_hosts(room, list(hosts), silent_since=since, now=now)
    return True


@transaction.atomic
def _close(room_id: int, *, now: datetime) -> bool:
    # Locked and asked again: a host may have come this very moment.
    rooms = Room.objects.open().select_for_update(skip_locked=True).filter(pk=room_id)
    room = _since(rooms, now - CLOSED_AFTER).first()
    if room is None:
        return False
    close_room(room, by=None, now=now)
    return True


def _for_moderators(person: User) -> None:
    if not is_moderator(person):
        raise OffShift("Only moderators close and open rooms.")
