"""What series brings to a session's page."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.series.models import SeriesDate


def link(booking: Booking, reader: User, now: datetime) -> Part | None:  # noqa: ARG001
    """Where the others are, when this is one of several."""
    date = SeriesDate.objects.select_related("series").filter(booking=booking).first()
    return Part("sessions/series/_link.html", {"series": date.series}) if date else None
