"""Shifts are planned, taken up, kept alive and ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from peerhub.ui.moments import in_words
from peerhub.weeks import Stretch as Stretch
from rooms.roster import notices
from rooms.roster.events import ShiftChanged
from rooms.roster.models import EARLY, Shift

if TYPE_CHECKING:
    from rooms.live.models import Room


class Overlaps(DomainError):
    """The host sits somewhere else at that time."""

    code: ClassVar[str] = "shift_overlaps"


class NotNow(DomainError):
    """The time of a shift has not come, or is over."""

    code: ClassVar[str] = "not_now"


@transaction.atomic
def plan(
    room: Room, *, host: User, stretches: Sequence[Stretch], by: User | None, now: datetime
) -> list[Shift]:
    """Let ``host`` look after ``room`` at one time or at several: all of them, or none.

    Raises:
        NotNow: the first of these times is over already.
        Overlaps: the host has another shift then.
    """
    if any(stretch.ends_at <= now for stretch in stretches):
        raise NotNow("That time is over already. Choose one that is still to come.")
    shifts = [
        Shift(room=room, host=host, starts_at=one.starts_at, ends_at=one.ends_at)
        for one in stretches
    ]
    for shift in shifts:
        _refuse_overlap(shift, by)
    try:
        with transaction.atomic():
            Shift.objects.bulk_create(shifts)
    except IntegrityError:  # somebody planned the same at this moment, or two of these meet
        raise Overlaps(f"{host.handle} has another shift at that time.") from None
    for shift in shifts:
        record(Verb.SHIFT_PLANNED, by=by, on=shift, room=room.pk, person=host.pk)
    if shifts and by is not None and by.pk != host.pk:
        notices.tell_planned(shifts[0], now=now)
    return shifts


@transaction.atomic
def take_out(shift: Shift, *, by: User | None, now: datetime) -> None:
    """Take a shift out of the plan, as long as nobody has begun it.

    Raises:
        NotNow: its host has begun it.
    """
    locked = Shift.objects.select_for_update(of=("self",)).filter(pk=shift.pk).first()
    if locked is None:
        return
    if locked.began:
        raise NotNow("This shift has begun, so it stays in the plan. Its host can end it.")
    record(Verb.SHIFT_TAKEN_OUT, by=by, on=locked, room=shift.room_id, person=shift.host_id)
    if by is not None and by.pk != shift.host_id:
        notices.tell_taken_out(shift, now=now)
    locked.delete()


@transaction.atomic
def begin(shift: Shift, *, now: datetime) -> None:
    """The host is there: the room is staffed. Also after having left early.

    Raises:
        NotNow: it is more than 15 minutes until its beginning, or it is over.
    """
    locked = Shift.objects.select_for_update(of=("self",)).get(pk=shift.pk)
    if now < locked.starts_at - EARLY:
        at = in_words(locked.starts_at - EARLY, "full", shift.host.zone)
        raise NotNow(f"You can begin this shift 15 minutes before it starts: {at}.")
    if now >= locked.ends_at:
        raise NotNow("This shift is over.")
    news = not locked.began or locked.ended
    Shift.objects.filter(pk=shift.pk).update(began=True, ended=False, seen_at=now)
    _sign(shift, now=now)
    if news:
        record(Verb.SHIFT_BEGUN, by=shift.host, on=shift, room=shift.room_id)
    publish(ShiftChanged(room=shift.room.public_id))
    shift.refresh_from_db()


@transaction.atomic
def end(shift: Shift, *, now: datetime) -> None:
    """The host goes; before its end they can come back. Twice changes nothing."""
    running = Shift.objects.filter(pk=shift.pk, began=True, ended=False)
    if running.update(ended=True, seen_at=now):
        record(Verb.SHIFT_ENDED, by=shift.host, on=shift, room=shift.room_id)
        publish(ShiftChanged(room=shift.room.public_id))
    shift.refresh_from_db()


def see_hosts(room: Room, people: Collection[int], *, now: datetime) -> None:
    """A heartbeat saw ``people`` in ``room``: who is on shift there stays so."""
    seen = Shift.objects.filter(room=room, host__in=people, began=True, ended=False)
    if people and seen.filter(ends_at__gt=now).update(seen_at=now):
        type(room).objects.filter(pk=room.pk).update(hosted_at=now)


def _sign(shift: Shift, *, now: datetime) -> None:
    type(shift.room).objects.filter(pk=shift.room_id).update(hosted_at=now)


def _refuse_overlap(shift: Shift, by: User | None) -> None:
    others = Shift.objects.filter(
        host=shift.host, starts_at__lt=shift.ends_at, ends_at__gt=shift.starts_at
    )
    other = others.select_related("room").order_by("starts_at").first()
    if other is None:
        return
    zone = by.zone if by is not None else None
    since, until = (in_words(at, "time", zone) for at in (other.starts_at, other.ends_at))
    day = in_words(other.starts_at, "day", zone)
    raise Overlaps(
        f"{shift.host.handle} already sits in “{other.room.name}” on {day}, {since} to {until}."
        " Nothing was added. Choose another time, or take that shift out first."
    )
