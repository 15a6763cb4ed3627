"""What both sides are told: never a topic, never a name, never a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from matching.requests.models import MatchRequest, Proposal
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications import actions as notifications
from peerhub.notifications.kinds import Kind

PROPOSED = Kind(key="matching.proposed", line="Somebody answered what you asked for.")
ACCEPTED = Kind(key="matching.proposal_accepted", line="Somebody said yes to your proposal.")
CLOSED = Kind(
    key="matching.proposal_closed",
    line="A request that you answered is closed. Thank you for offering. It says nothing about you.",
)
ASKED = Kind(
    key="matching.asked",
    line="Somebody asks for a peer. If you have room, have a look. If not, that is fine.",
)
ALONE = Kind(key="matching.alone", line="Somebody has waited a day for a first answer.")
ALL = (PROPOSED, ACCEPTED, CLOSED, ASKED, ALONE)


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


def tell_asked(request: MatchRequest, people: Sequence[User], *, now: datetime) -> None:
    """Tell specialists that somebody asks. It leads to the list, so that it speaks of no request."""
    notifications.tell_each(
        people,
        kind=ASKED.key,
        reference=f"request:{request.pk}:asked",
        due_at=now,
        url=reverse("matching:requests"),
    )


def tell_alone(request: MatchRequest, *, now: datetime) -> int:
    """Tell every supervisor, once; returns how many there are."""
    return notifications.tell_each(
        User.objects.holding(Role.SUPERVISOR).exclude(pk=request.member_id).order_by("pk"),
        kind=ALONE.key,
        reference=f"request:{request.pk}:alone",
        due_at=now,
        url=reverse("matching:requests_waiting"),
    )


def cancel_made(proposal: Proposal, *, now: datetime) -> None:
    """Say no more of an answer that is gone."""
    notifications.cancel(f"proposal:{proposal.pk}:made", now=now)


def cancel_of(request: MatchRequest, *, now: datetime) -> None:
    """Say no more of a request that ended, and of answers to it."""
    notifications.cancel(f"request:{request.pk}:", now=now)
    for proposal in request.proposals.all():
        cancel_made(proposal, now=now)


def _tell_specialist(proposal: Proposal, kind: Kind, *, now: datetime) -> None:
    notifications.schedule(
        proposal.specialist.person,
        kind=kind.key,
        reference=f"proposal:{proposal.pk}:ended",
        due_at=now,
        url=reverse("matching:requests"),
    )
