"""A session in which somebody was in danger costs nothing, also when it was held."""

from datetime import datetime, timedelta

from safety.flags.models import Flag
from sessions.bookings.models import Booking
from sessions.notes.actions import RISK
from sessions.notes.models import SessionNote
from sessions.payments.actions.bearing import give_back_after
from sessions.payments.states import PaymentState, Why

FROM = 3  # of the ladder: somebody of ours answers within a quarter of an hour
WITHIN = timedelta(days=3)  # of what was told; notes are written by then
PAID = (PaymentState.BOOKED, PaymentState.CAPTURED, PaymentState.WON)


def give_back_hard_ones(*, now: datetime) -> int:
    """Those of which the specialist told our team, from the room or in their note; how many. Twice: once."""
    told = Flag.objects.filter(
        subject_kind=RISK, level__gte=FROM, raised_at__gt=now - WITHIN
    ).values_list("subject_id", flat=True)
    notes = {int(subject.partition(":")[0]) for subject in told}
    if not notes:
        return 0
    written = SessionNote.objects.filter(pk__in=notes).values("booking")
    hard = Booking.objects.filter(pk__in=written, payment__state__in=PAID)
    return sum(give_back_after(each, Why.HARD, now=now) for each in hard)
