"""What safety sees of an answer that reaches our team."""

from safety.subjects import Subject
from sessions.measures import actions


class AnswerSubject(Subject):
    """One answer: never held, with nothing of the others around it."""

    def place(self, subject_id: str) -> str:
        """The same for all: the case says which question it was."""
        del subject_id
        return actions.PLACE
