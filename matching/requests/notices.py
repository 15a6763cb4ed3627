"""What both sides are told: never a topic, never a name, never a reason."""

from datetime import datetime

from django.urls import reverse

from matching.requests.models import MatchRequest, Proposal
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

PROPOSED = Kind(key="matching.proposed", line="Somebody answered what you asked for.")
ACCEPTED = Kind(key="matching.proposal_accepted", line="Somebody said yes to your proposal.")
CLOSED = Kind(
    key="matching.proposal_closed",
    line="A request that you answered is closed. Thank you for offering. It says nothing about you.",
)
ALL = (PROPOSED, ACCEPTED, CLOSED)


def tell_proposed(proposal: Proposal, *, now: datetime) -> None:
    """Tell the member that there is an answer to read; once for each."""
    notifications.schedule(
        proposal.request.member,
        kind=PROPOSED.key,
        reference=f"proposal:{proposal.pk}:made",
        due_at=now,
        url=proposal.request.get_absolute_url(),
    )


def tell_accepted(proposal: Proposal, *, now: datetime) -> None:
    """Tell the specialist that the member said yes."""
    _tell_specialist(proposal, ACCEPTED, now=now)


def tell_closed(proposal: Proposal, *, now: datetime) -> None:
    """Tell the specialist that it ended: the same words for a no, another yes and a taking back."""
    _tell_specialist(proposal, CLOSED, now=now)


def cancel_of(request: MatchRequest, *, now: datetime) -> None:
    """Say no more of answers to a request that ended."""
    for pk in request.proposals.values_list("pk", flat=True):
        notifications.cancel(f"proposal:{pk}:made", now=now)


def _tell_specialist(proposal: Proposal, kind: Kind, *, now: datetime) -> None:
    notifications.schedule(
        proposal.specialist.person,
        kind=kind.key,
        reference=f"proposal:{proposal.pk}:ended",
        due_at=now,
        url=reverse("matching:requests"),
    )
