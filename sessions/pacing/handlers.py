"""What pacing brings to a session's page and room, asks before a specialist goes in, and does on events."""

from datetime import datetime

from django.urls import reverse

from peerhub.accounts.models import User
from sessions.bookings.doors import Step
from sessions.bookings.events import SessionCancelled
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.pacing import notices, policies, reading
from sessions.pacing.lighter import HEAVIEST, is_much_heavier
from sessions.pacing.models import Heaviness, PacingCard
from sessions.pacing.states import Moment


def step_before_the_room(booking: Booking, person: User, now: datetime) -> Step | None:
    """The specialist reads what the member would like; nothing ever stops the member."""
    if not policies.is_specialist(person, booking):
        return None
    if not policies.must_read_first(booking, now=now):
        return None
    return Step(
        words="Read what they would like today, and say that you will keep to it.",
        url=reverse("sessions:card", args=[booking.public_id]),
        label="Read it",
    )


def call_notice_off(event: SessionCancelled) -> None:
    """Of a session that will not be there is nothing to read."""
    notices.call_off(event.booking_id, now=event.at)


def bring_card(booking: Booking, reader: User, now: datetime) -> Part | None:
    """On the session's page: what the member would like, and whether it was read."""
    card = reading.shown(booking, reader, now=now)
    again = not card.for_specialist and not card.number and PacingCard.objects.before(booking)
    return Part("sessions/pacing/_on_page.html", {"card": card, "again": bool(again)})


def bring_to_room(booking: Booking, reader: User, now: datetime) -> Part | None:
    """In the room: the same in short, kept up to date while the two meet."""
    return Part("sessions/pacing/_in_room.html", {"card": reading.shown(booking, reader, now=now)})


def bring_heaviness_before(booking: Booking, reader: User, now: datetime) -> Part | None:
    """How heavy things feel, on the page of a session that has not begun."""
    return _heaviness(booking, reader, now) if now < booking.starts_at else None


def bring_heaviness_after(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The same once it has begun."""
    return _heaviness(booking, reader, now)


def _heaviness(booking: Booking, reader: User, now: datetime) -> Part | None:
    """For the member; for the specialist only if they may see it."""
    said = Heaviness.objects.filter(booking=booking).first()
    if not policies.is_member(reader, booking):
        if said is None or said.shared_at is None:
            return None
        return Part("sessions/pacing/_heaviness_shared.html", {"said": said, "booking": booking})
    moment = next(iter(policies.moments(booking, now=now)), None)
    if moment is None and said is None:
        return None
    return Part(
        "sessions/pacing/_heaviness.html",
        {
            "booking": booking,
            "said": said,
            "moment": moment,
            "asks": moment is not None and (said is None or getattr(said, moment.value) is None),
            "numbers": range(HEAVIEST + 1),
            "heavier": moment == Moment.AFTER
            and said is not None
            and is_much_heavier(said.before, said.after),
        },
    )
