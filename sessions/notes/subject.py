"""What safety sees of what is written down about sessions, and may do with it."""

from collections.abc import Sequence

from safety.subjects import Subject
from sessions.notes.actions.writing import RISK_PLACE
from sessions.notes.models import SessionNote


class WrittenSubject(Subject):
    """A note, a promise, or what a member adds: nobody waits for it, and nothing around it is shown."""

    def __init__(self, place: str) -> None:
        self._place = place

    def place(self, subject_id: str) -> str:
        """The same for all of a kind."""
        del subject_id
        return self._place


class RiskSubject(Subject):
    """A risk that a specialist saw: the talk about it is offered to them afterwards."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return RISK_PLACE

    def companions(self, subject_id: str) -> Sequence[int]:
        """The specialist of the session."""
        rows = SessionNote.objects.filter(pk=int(subject_id.partition(":")[0]))
        return list(rows.values_list("booking__specialist__person", flat=True))
