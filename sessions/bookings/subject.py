"""What safety sees of a note that was flagged, and may do with it."""

from collections.abc import Sequence
from datetime import datetime

from safety.subjects import Subject
from sessions.bookings import actions
from sessions.bookings.models import Booking


class NoteSubject(Subject):
    """A member's note to their specialist."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE

    def companions(self, subject_id: str) -> Sequence[int]:
        """The specialist, once they could read it."""
        booking = Booking.objects.filter(pk=int(subject_id), note_held=False)
        return list(booking.values_list("specialist__person", flat=True))

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the specialist read it after all."""
        del now
        actions.let_note_out(int(subject_id))
