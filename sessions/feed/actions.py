"""Give a person an address for their calendar, take it away, and answer who reads it."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings.calendar import Appointment
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.feed.models import CalendarFeed

SECRET_BYTES = 32  # 256 bits: nobody guesses it
KEPT_FOR = timedelta(days=7)  # what is over leaves the calendar after it
NOTED_EVERY = timedelta(hours=1)  # so that reading is not writing each time


@transaction.atomic
def make_address(person: User, *, now: datetime) -> str:
    """The secret of a new address. Another one that the person had stops at once.

    It is given once: afterwards nobody can read it, not even we.
    """
    User.objects.locked(person.pk)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    kept, _ = CalendarFeed.objects.update_or_create(
        person=person, defaults={"digest": _digest(secret), "made_at": now, "read_at": None}
    )
    record(Verb.CALENDAR_OPENED, by=person, on=kept)
    return secret


@transaction.atomic
def take_address_away(person: User) -> None:
    """No calendar reads it any more; where there is no address this changes nothing."""
    User.objects.locked(person.pk)
    kept = CalendarFeed.objects.filter(person=person).first()
    if kept is not None:
        record(Verb.CALENDAR_CLOSED, by=person, on=kept)
        kept.delete()


def feed_for(secret: str, *, now: datetime) -> CalendarFeed | None:
    """The feed at the address with this secret, with its person; None if there is none (any more)."""
    found = CalendarFeed.objects.filter(digest=_digest(secret), person__is_active=True)
    feed = found.select_related("person").first()
    if feed is not None and (feed.read_at is None or feed.read_at <= now - NOTED_EVERY):
        CalendarFeed.objects.filter(pk=feed.pk, digest=feed.digest).update(read_at=now)
    return feed


def appointments_of(person: User, *, now: datetime) -> list[Appointment]:
    """What their calendar shows: sessions of the last week and all that come, on either side.

    Cancelled ones are not in it: a calendar that reads the feed takes out what is missing.
    """
    kept = Booking.objects.for_person(person).exclude(state=BookingState.CANCELLED)
    coming = kept.filter(ends_at__gt=now - KEPT_FOR).order_by("starts_at", "pk")
    return [booking.appointment for booking in coming]


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
