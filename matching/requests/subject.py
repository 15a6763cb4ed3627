"""What safety sees of a request or a proposal that was flagged, and may do with it."""

from datetime import datetime

from matching.requests import actions
from safety.subjects import Subject


class RequestSubject(Subject):
    """A member's request for somebody who fits."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return "A request for a peer who fits"

    def release(self, subject_id: str, now: datetime) -> None:
        """Let specialists read it after all."""
        del now
        actions.let_request_out(int(subject_id))


class ProposalSubject(Subject):
    """A specialist's proposal."""

    def place(self, subject_id: str) -> str:
        """The same for all."""
        del subject_id
        return "A peer's proposal to a member"

    def release(self, subject_id: str, now: datetime) -> None:
        """Let the member read it after all."""
        actions.let_proposal_out(int(subject_id), now=now)
