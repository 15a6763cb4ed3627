"""What safety sees of a member's line about a day that was flagged."""

from safety.subjects import Subject
from sessions.checkins import actions


class DayLineSubject(Subject):
    """A line about a day: never held, never hidden from its author."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE
