"""Sessions as notes under the lines of a member's own progress."""

from collections.abc import Sequence
from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.progress.lines import Happening

NAME = "A session"  # with whom, their list of sessions says
MET = (BookingState.BOOKED, BookingState.HELD)


def sessions(member: User, since: datetime, until: datetime) -> Sequence[Happening]:
    """Those that were to be, between the two instants; one that was missed is no note."""
    rows = Booking.objects.filter(member=member, state__in=MET)
    rows = rows.filter(starts_at__gte=since, ends_at__lte=until)
    return [Happening(at, NAME) for at in rows.values_list("starts_at", flat=True)]
