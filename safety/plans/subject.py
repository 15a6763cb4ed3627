"""What staff see of a flagged plan or suggestion, and may do with it."""

from datetime import datetime

from safety.plans import actions
from safety.subjects import Subject


class ProposalSubject(Subject):
    """A suggestion for a plan: the member sees a held one after a person let it out."""

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the member see it."""
        actions.let_out(int(subject_id), now=now)
