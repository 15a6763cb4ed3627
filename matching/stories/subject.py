"""What safety sees of a story that was flagged, and may do with it."""

from datetime import datetime

from matching.stories import actions
from safety.subjects import Subject


class StorySubject(Subject):
    """A specialist's story."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return "A peer's story"

    def release(self, subject_id: str, now: datetime) -> None:
        """Let others read it after all."""
        actions.let_out(int(subject_id), now=now)
