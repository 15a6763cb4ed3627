"""End a question whether a session can move, and let the time go that was kept for it."""

from datetime import datetime

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from sessions.bookings import notices
from sessions.bookings.models import Booking, MoveProposal
from sessions.bookings.states import Answer


def settle(booking: Booking, answer: Answer, *, by: User | None, now: datetime) -> bool:
    """End what is asked of this session, with both people locked; whether something was."""
    asked = MoveProposal.objects.open().filter(booking=booking).first()
    if asked is None:
        return False
    asked.answer, asked.settled_at = answer, now
    asked.save(update_fields=["answer", "settled_at"])
    kept = Booking.rows.offered_to(booking.member).filter(
        specialist=booking.specialist_id, starts_at=asked.kept_from
    )
    kept.delete()
    notices.ask_not(booking, asked, now=now)
    record(Verb.MOVE_SETTLED, by=by, on=booking, how=answer.value)
    return True
