"""Who looks after a room: appointing hosts, and ending it."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.events import publish
from rooms.hosting import notices
from rooms.hosting.actions.refusals import CannotHost, must_shape
from rooms.live import actions as live
from rooms.live.events import RoomMustLook
from rooms.live.models import Host, Room
from rooms.masks.actions import NameTaken
from rooms.roster import actions as roster
from rooms.roster.models import Shift
from rooms.seats import actions as seats
from rooms.seats.models import Seat


@transaction.atomic
def appoint(room: Room, person: User, *, by: User, now: datetime) -> Host:
    """Let a specialist look after ``room`` under their own handle; twice changes nothing.

    Raises:
        OffShift: this is for moderators and supervisors.
        CannotHost: no specialist; or somebody whom a badge in this room would give away.
    """
    must_shape(by)
    if not is_specialist(person):
        raise CannotHost("Only peer specialists look after rooms.")
    try:
        host = live.appoint_host(room=room, person=person, by=by, now=now)
    except (live.AlreadySpoken, NameTaken):
        # Why is not said: that somebody talks here under a mask is nobody's business.
        raise CannotHost(
            f"{person.handle} cannot look after this room. There can be several reasons, and we"
            " do not tell which. Please choose somebody else."
        ) from None
    if room.keeps_seats:
        seats.leave_line(room, person, now=now)
        seats.free(room, person, now=now)
    if by.pk != person.pk:
        notices.tell_appointed(host, now=now)
    return host


def end_host(host: Host, *, by: User, now: datetime) -> None:
    """Let somebody not look after a room any more; twice changes nothing.

    A shift of theirs that runs here ends, and those to come are taken out of the plan. They are
    not sent away. Appointing them again is possible at any time.

    Raises:
        OffShift: this is for moderators and supervisors.
    """
    must_shape(by)
    _end(host, by=by, now=now)


def end_who_left(person_id: int, *, now: datetime) -> None:
    """Somebody is no specialist any more: no room has them as its host. Twice changes nothing."""
    for host in Host.objects.filter(person=person_id).select_related("room", "person"):
        _end(host, by=None, now=now)


@transaction.atomic
def _end(host: Host, *, by: User | None, now: datetime) -> None:
    room, person = host.room, host.person
    ended, _ = Host.objects.filter(pk=host.pk).delete()
    if not ended:
        return
    # Locked, so that none of them begins meanwhile.
    shifts = Shift.objects.select_for_update(of=("self",)).select_related("room", "host")
    for shift in shifts.filter(room=room, host=person, ends_at__gt=now).order_by("starts_at"):
        if shift.began:
            roster.end(shift, now=now)
        else:
            roster.take_out(shift, by=by, now=now)
    if room.keeps_seats and room.masks.filter(person=person).exists():
        # There without a seat until now; it lapses by itself if they are not.
        Seat.objects.update_or_create(room=room, person=person, defaults={"seen_at": now})
    record(Verb.ROOM_HOST_ENDED, by=by, on=host, room=room.pk, person=person.pk)
    if by is not None and by.pk != person.pk:
        notices.tell_ended(host, now=now)
    publish(RoomMustLook(room=room.public_id))
