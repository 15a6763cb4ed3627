"""What safety sees of a plan's words, and of a suggestion for one, that were flagged."""

from datetime import datetime

from safety.subjects import Subject
from sessions.wellness import actions
from sessions.wellness.actions import suggesting


class PlanSubject(Subject):
    """A member's own words: never held, never hidden from their author."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE


class SuggestionSubject(Subject):
    """A suggestion: the member sees a held one after a person let it out."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return suggesting.PLACE

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the member see it."""
        actions.let_out(int(subject_id), now=now)
