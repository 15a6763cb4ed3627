"""What days that may be hard bring to other pages: the member's own, and a session's."""

from datetime import datetime

from peerhub.accounts import own_page
from peerhub.accounts.models import User
from peerhub.accounts.policies import is_specialist
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part as SessionPart
from sessions.heavy_days import actions, reading


def today_may_be_hard(person: User, now: datetime) -> own_page.Part | None:
    """On such a day, softly; nothing once they said "Not now"."""
    days = reading.todays(person, now=now)
    if not days:
        return None
    return own_page.Part("sessions/heavy_days/_today.html", {"days": days})


def shared_days(booking: Booking, reader: User, now: datetime) -> SessionPart | None:
    """For the specialist alone: what the member lets them know."""
    if reader.pk != booking.specialist.person_id or not is_specialist(reader):
        return None
    seen = actions.read_shared(booking, by=reader, now=now)
    return SessionPart("sessions/heavy_days/_shared.html", {"days": seen}) if seen else None
