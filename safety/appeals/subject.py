"""What moderators see of an appeal that sounds like danger: that it was written to us, no more.

The words stand in the case itself. That it is an appeal, and what about, stays where a second person
looks at it: the one on the case may be who decided first.
"""

from safety.appeals.actions import PLACE
from safety.subjects import Subject


class AppealSubject(Subject):
    """An appeal, or the answer to one, for the people on duty."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return PLACE
