"""Hours with a theme: announced, wished to be reminded of, called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from rooms.roster import notices
from rooms.roster.models import HourReminder, ThemedHour
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef

if TYPE_CHECKING:
    from rooms.live.models import Room


SUBJECT = "rooms.hour"


class HourIsOver(DomainError):
    """It began, is over, or does not take place."""

    code: ClassVar[str] = "hour_is_over"


@dataclass(frozen=True)
class Theme:
    """What an hour is about, and when."""

    words: str
    starts_at: datetime
    length: timedelta


@transaction.atomic
def announce(room: Room, *, theme: Theme, host: User, by: User | None, now: datetime) -> ThemedHour:
    """Announce an hour for ``room``; people can ask to be reminded of it.

    Raises:
        HourIsOver: its beginning lies in the past.
    """
    if theme.starts_at <= now:
        raise HourIsOver("That time is over already. Choose one that is still to come.")
    hour = ThemedHour.objects.create(
        room=room,
        theme=theme.words,
        starts_at=theme.starts_at,
        ends_at=theme.starts_at + theme.length,
        host=host,
    )
    record(Verb.HOUR_ANNOUNCED, by=by, on=hour, room=room.pk)
    watch(
        theme.words,
        author=by or host,
        subject=SubjectRef(kind=SUBJECT, id=str(hour.pk)),
        place=f"Room: {room.name}",
        now=now,
        holding=Holding(may=False),
    )
    return hour


@transaction.atomic
def call_off(hour: ThemedHour, *, by: User, now: datetime) -> None:
    """Let it not take place, and tell those who wanted to come; twice changes nothing."""
    standing = ThemedHour.objects.filter(pk=hour.pk, called_off=False)
    if standing.update(called_off=True):
        asked = User.objects.filter(hour_reminders__hour=hour, is_active=True).order_by("pk")
        if hour.ends_at > now:
            notices.tell_called_off(hour, list(asked), now=now)
        record(Verb.HOUR_CALLED_OFF, by=by, on=hour, room=hour.room_id)
    hour.refresh_from_db()


@transaction.atomic
def remind(hour: ThemedHour, *, person: User, now: datetime) -> None:
    """Tell ``person`` half an hour before; asked twice, it is still told once.

    Raises:
        HourIsOver: it began already, or does not take place.
    """
    # Locked against being called off meanwhile: nobody is reminded of nothing.
    locked = ThemedHour.objects.select_for_update(of=("self",)).get(pk=hour.pk)
    if locked.called_off or locked.starts_at <= now:
        raise HourIsOver("This hour has begun, or does not take place.")
    reminder, new = HourReminder.objects.get_or_create(hour=hour, person=person)
    if new:
        notices.remind(reminder)


@transaction.atomic
def forget(hour: ThemedHour, *, person: User, now: datetime) -> None:
    """Do not tell ``person`` after all."""
    reminder = HourReminder.objects.filter(hour=hour, person=person).first()
    if reminder is not None:
        notices.forget(reminder, now=now)
        reminder.delete()
