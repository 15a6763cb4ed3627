"""What safety sees of an entry that was flagged because its member asked that we look."""

from safety.subjects import Subject
from sessions.journal import actions


class EntrySubject(Subject):
    """An entry: never held, never hidden from its author, and nothing of the others around it."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE
