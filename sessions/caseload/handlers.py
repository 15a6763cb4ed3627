"""What the caseload brings to the page of a session: how heavy it is, for its specialist alone."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings import actions
from sessions.bookings.models import Booking, HeavyMark
from sessions.bookings.parts import Part
from sessions.caseload.models import WarmHandOver

HANDING = "sessions/caseload/_handing.html"
PART = "sessions/caseload/_heavy.html"


def heavy_part(booking: Booking, reader: User, now: datetime) -> Part | None:
    """Say that it was heavy; and what can be done if somebody comes right behind it."""
    if reader.pk != booking.specialist.person_id:
        return None
    is_heavy = HeavyMark.objects.filter(booking=booking).exists()
    behind = actions.right_behind(booking, now=now) if is_heavy else None
    over = booking.ends_at <= now
    return Part(PART, {"booking": booking, "heavy": is_heavy, "behind": behind, "over": over})


def heavy_part_before(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The same until it begins; from then on the page has what comes after."""
    return heavy_part(booking, reader, now) if now < booking.starts_at else None


def hand_over_part(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The question of a hand-over, on the session's page of the member, until it is over."""
    del now
    if reader.pk != booking.member_id:
        return None
    asked = WarmHandOver.objects.open().filter(member=reader, giver=booking.specialist_id).first()
    return Part(HANDING, {"asked": asked, "booking": booking}) if asked else None


def hand_over_part_before(booking: Booking, reader: User, now: datetime) -> Part | None:
    """The same until it begins; from then on the page has what comes after."""
    return hand_over_part(booking, reader, now) if now < booking.starts_at else None
