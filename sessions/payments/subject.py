"""What safety sees of a note that waits until its session is paid, and was flagged."""

from safety.subjects import Subject
from sessions.bookings.actions import PLACE


class NoteSubject(Subject):
    """A member's note to their specialist, whom it has not reached yet."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return PLACE
