"""What the specialist is told when a card comes or changes: one notice until they have read it."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.urls import reverse

from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind
from peerhub.ui.moments import in_words
from sessions.pacing.models import CardReading, PacingCard

SETTLES = timedelta(minutes=5)  # in which the member may still change a word or two
TO_READ = Kind(
    key="sessions.card",
    line="There is something to read before your session: {when}.",
)
ALL = (TO_READ,)


def tell_to_read(card: PacingCard, *, now: datetime) -> None:
    """Tell the specialist, once for all that comes until they read it."""
    booking = card.booking
    read = CardReading.objects.filter(booking=booking).aggregate(last=Max("number"))["last"]
    person = booking.specialist.person
    soon = now + SETTLES
    notifications.schedule(
        person,
        kind=TO_READ.key,
        reference=f"{_prefix(booking.pk)}{'none' if read is None else read}",
        due_at=soon if soon < booking.starts_at else now,
        url=reverse("sessions:card", args=[booking.public_id]),
        context={"when": in_words(booking.starts_at, "full", person.zone)},
    )


def call_off(booking_id: int, *, now: datetime) -> None:
    """They have read it, or the session is cancelled: what was not sent yet is not sent."""
    notifications.cancel(_prefix(booking_id), now=now)


def _prefix(booking_id: int) -> str:
    return f"pacing-card:{booking_id}:after:"
