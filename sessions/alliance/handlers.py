"""What alliance brings to the page of a session: for the member alone."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.alliance import policies, reading
from sessions.alliance.models import AllianceCheckIn
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part


def bring(booking: Booking, reader: User, now: datetime) -> Part | None:
    """Ask the member how it went, or show that they said it and what they can change."""
    if not policies.is_member(reader, booking):
        return None
    kept = AllianceCheckIn.objects.filter(booking=booking).first()
    can_be_said = policies.can_be_said(booking, now=now)
    if kept is None and not can_be_said:
        return None
    return Part(
        "sessions/alliance/_on_page.html",
        {
            "booking": booking,
            "kept": kept,
            "can_be_said": can_be_said,
            "offers_change": kept is not None and reading.offers_change(booking),
        },
    )
