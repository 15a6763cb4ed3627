"""What safety sees of a line that was flagged, and may do with it."""

from collections.abc import Sequence
from datetime import datetime

from safety.subjects import Subject
from sessions.on_now import actions
from sessions.on_now.models import Ask


class LineSubject(Subject):
    """What a member said first, when they asked to talk now."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE

    def companions(self, subject_id: str) -> Sequence[int]:
        """The specialist who came, once they could read it."""
        came = Ask.objects.filter(pk=int(subject_id), line_held=False, booking__isnull=False)
        return list(came.values_list("booking__specialist__person", flat=True))

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the specialist read it after all."""
        del now
        actions.let_line_out(int(subject_id))
