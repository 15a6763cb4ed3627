"""What safety sees of a note that was flagged, and may do with it."""

from datetime import datetime

from safety.subjects import Subject
from sessions.bookings import actions


class NoteSubject(Subject):
    """A member's note to their specialist."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the specialist read it after all."""
        del now
        actions.let_note_out(int(subject_id))
