"""What people are told about shifts and hours: when, never where or what about."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.urls import reverse

from peerhub.accounts.models import User
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from rooms.roster.models import HourReminder, Shift, ThemedHour

BEFORE = timedelta(minutes=30)

PLANNED = Kind(
    key="rooms.shift_planned",
    line="There is a new shift for you: {when}. If it does not suit you, tell a supervisor.",
    mail_line="Your timetable has changed. Sign in to see it.",
)
TAKEN_OUT = Kind(
    key="rooms.shift_taken_out",
    line="One of your shifts was taken out of the plan: {when}.",
    mail_line="Your timetable has changed. Sign in to see it.",
)
SOON = Kind(
    key="rooms.hour_soon",
    line="Something you wanted to be reminded of begins at {when}.",
    mail_line="Something you wanted to be reminded of begins at {when}.",
)
CALLED_OFF = Kind(
    key="rooms.hour_called_off",
    line="Something you wanted to be reminded of does not take place: {when}.",
    mail_line="Something you wanted to be reminded of does not take place: {when}.",
)
ALL = (PLANNED, TAKEN_OUT, SOON, CALLED_OFF)


def tell_planned(shift: Shift, *, now: datetime) -> None:
    """Tell a host of a new shift, or of the first of several."""
    _tell_host(PLANNED, shift, now=now)


def tell_taken_out(shift: Shift, *, now: datetime) -> None:
    """Tell a host that they need not come."""
    _tell_host(TAKEN_OUT, shift, now=now)


def remind(reminder: HourReminder) -> None:
    """Tell the person half an hour before; less is left: now."""
    hour, person = reminder.hour, reminder.person
    notifications.schedule(
        person,
        kind=SOON.key,
        # By the reminder, not by the person: who asks again is told again.
        reference=f"{_of(hour)}{reminder.pk}:soon",
        due_at=hour.starts_at - BEFORE,
        url=reverse("rooms:room", args=[hour.room.public_id]),
        context={"when": in_words(hour.starts_at, "zoned", person.zone)},
    )


def forget(reminder: HourReminder, *, now: datetime) -> None:
    """Call one reminder off."""
    notifications.cancel(f"{_of(reminder.hour)}{reminder.pk}:", now=now)


def tell_called_off(hour: ThemedHour, people: Collection[User], *, now: datetime) -> None:
    """Call all reminders off, and tell those who wanted one."""
    notifications.cancel(_of(hour), now=now)
    notifications.tell_each(
        people,
        kind=CALLED_OFF.key,
        reference=f"hour-off:{hour.pk}",
        due_at=now,
        url=reverse("rooms:rooms"),
        context=lambda person: {"when": in_words(hour.starts_at, "full", person.zone)},
    )


def _of(hour: ThemedHour) -> str:
    return f"hour:{hour.pk}:"


def _tell_host(kind: Kind, shift: Shift, *, now: datetime) -> None:
    notifications.schedule(
        shift.host,
        kind=kind.key,
        reference=f"shift:{shift.pk}:{kind.key}",
        due_at=now,
        url=reverse("rooms:shifts"),
        context={"when": in_words(shift.starts_at, "full", shift.host.zone)},
    )
