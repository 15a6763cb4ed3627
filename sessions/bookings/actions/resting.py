"""A specialist says that a session is heavy for them: the time right behind it is closed."""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import policies
from sessions.bookings.actions.booking import NotYours, refresh_next_open_slot
from sessions.bookings.models import RESTED, Booking, HeavyMark
from sessions.bookings.states import BookingState


@transaction.atomic
def mark_heavy(booking: Booking, *, heavy: bool, by: User, now: datetime) -> None:
    """Say that a session is heavy, before or after it, or that it is not. Twice changes nothing.

    From then on nothing can be booked within ``RESTED`` of its end, under the lock that every
    booking takes. What is booked there already stays; ``right_behind`` finds it.

    Raises:
        NotYours: not its specialist, or it will not be.
    """
    if not policies.may_record(by, booking) or booking.state == BookingState.CANCELLED:
        raise NotYours("We could not find that session.")
    User.objects.locked(booking.specialist.person_id)
    if heavy:
        _, changed = HeavyMark.objects.get_or_create(booking=booking, defaults={"marked_at": now})
    else:
        changed = bool(HeavyMark.objects.filter(booking=booking).delete()[0])
    if changed:
        verb = Verb.SESSION_MARKED_HEAVY if heavy else Verb.SESSION_NOT_HEAVY
        record(verb, by=by, on=booking)
        refresh_next_open_slot(booking.specialist, now=now)


def right_behind(booking: Booking, *, now: datetime) -> Booking | None:
    """A session of the same specialist that begins within the rest, and has not begun."""
    until = booking.ends_at + RESTED
    coming = Booking.objects.filter(specialist=booking.specialist_id).coming(now=now)
    return coming.filter(starts_at__gte=booking.ends_at, starts_at__lt=until).first()
