"""What safety sees of a working note that was flagged."""

from safety.subjects import Subject
from sessions.caseload.actions.working import PLACE


class WorkingSubject(Subject):
    """Nobody waits for it, and nothing around it is shown."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return PLACE
