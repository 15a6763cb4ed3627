"""What safety sees of words in a review that were flagged, and may do with them."""

from datetime import datetime

from safety.reviews import actions
from safety.reviews.actions.holding import IDEA, PLACES
from safety.subjects import Subject


class ReviewSubject(Subject):
    """The member's own words: never held, never hidden from their author."""

    def __init__(self, kind: str) -> None:
        self._place = PLACES[kind]

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return self._place


class IdeaSubject(ReviewSubject):
    """Somebody's idea: the member sees a held one after a person let it out."""

    def __init__(self) -> None:
        super().__init__(IDEA)

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the member see it."""
        actions.let_out(int(subject_id), now=now)
