"""What insurance brings to the page of a session: for its specialist, and nobody else."""

from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.insurance.collecting import look_at, own_findings
from sessions.insurance.facts import Who
from sessions.insurance.models import Coverage

PART = "sessions/insurance/_part.html"
OWN = {"times", "where"}  # can be said on a page of ours


def on_session(booking: Booking, reader: User, now: datetime) -> Part | None:
    """Whether it can be billed, and what of that is the specialist's to do. No plan, no name."""
    if reader.pk != booking.specialist.person_id or now < booking.ends_at:
        return None
    coverage = Coverage.objects.live().filter(member=booking.member_id).first()
    if coverage is None or booking.starts_at < coverage.chosen_at:
        return None
    looked = look_at(coverage, booking, now=now)
    in_vain = bool(own_findings(looked, Who.NOBODY))  # nobody is asked for what would not help
    todo = [] if in_vain else own_findings(looked, Who.SPECIALIST, Who.SUPERVISOR)
    return Part(
        PART,
        {
            "booking": booking,
            "billed": looked.facts.billed,
            "ready": looked.is_ready,
            "todo": todo,
            "say_times": bool(OWN & {each.key for each in todo}),
        },
    )
