"""What moderators see of an appeal that sounds like danger: where it came from, and nothing more.

The words stand in the case itself. What it is about stays where a second person looks at it.
"""

from safety.appeals.actions import PLACE
from safety.subjects import Subject


class AppealSubject(Subject):
    """An appeal, or the answer to one, for the people on duty."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return PLACE
