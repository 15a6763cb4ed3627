"""What the exposure of a specialist is counted from."""

from datetime import datetime

from matching.models import SpecialistProfile
from safety.closing.models import Debrief
from safety.flags.ladder import HOLD_FROM
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.caseload.exposure import SPAN, Exposure, Met, exposure

HARD = HOLD_FROM  # level of a case from which it counts


def exposure_of(profile: SpecialistProfile, *, now: datetime) -> Exposure:
    """Their last seven days, in two queries: marked heavy, or with a case that their note opened."""
    held = Booking.objects.filter(
        specialist=profile,
        state__in=(BookingState.BOOKED, BookingState.HELD),
        ends_at__gt=now - SPAN,
        ends_at__lte=now,
    )
    sessions, cases = [], {}
    columns = ("starts_at", "ends_at", "heavy_mark", "session_note__case")
    for start, end, mark, case, level, raised_at in held.values_list(
        *columns, "session_note__case__level", "session_note__case__raised_at"
    ):
        sessions.append(Met(start, end, heavy=mark is not None or case is not None))
        if case is not None and level >= HARD:
            cases[case] = raised_at
    # Offered to whoever was part of a case of level 3 and up, once it is closed.
    offered = Debrief.objects.filter(person=profile.person, offered_at__gt=now - SPAN)
    cases |= dict(offered.values_list("flag", "offered_at"))
    return exposure(sessions, list(cases.values()), now=now)
