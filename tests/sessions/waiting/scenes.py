"""What happens to times that come free, in the words of the tests."""

from datetime import datetime

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import HOUR
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.waiting.models import Wait
from tests.sessions.waiting.conftest import HALF, MORNING

LAPSED = MORNING + 2 * HOUR


def cancelled(booking: Booking, now: datetime = MORNING) -> datetime:
    bookings.cancel(booking, by=booking.member, now=now)
    return booking.starts_at


def kept() -> list[tuple[str, datetime]]:
    rows = Booking.rows.filter(state=BookingState.OFFERED).order_by("starts_at")
    return [(row.member.handle, row.starts_at) for row in rows.select_related("member")]


def states(*all_waits: Wait) -> list[str]:
    for wait in all_waits:
        wait.refresh_from_db()
    return [wait.state for wait in all_waits]


def listed(peer: SpecialistProfile, member: User, now: datetime) -> list[datetime]:
    return openings.coming_timetable(peer, now=now, member=member).all_free(now=now, length=HALF)
