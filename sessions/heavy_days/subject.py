"""What safety sees of a member's words for a day that were flagged."""

from safety.subjects import Subject
from sessions.heavy_days import actions


class WordsSubject(Subject):
    """Words for a day: never held, never hidden from their author."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE
