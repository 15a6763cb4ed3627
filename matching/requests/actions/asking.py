"""The member's side: ask, say yes or no to a proposal, take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.peers.models import SpecialistProfile
from matching.requests import notices
from matching.requests.models import MatchRequest, Proposal
from matching.requests.states import ProposalState, RequestState
from matching.requests.waiting import WINDOW, Wait
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.topics.models import Topic
from safety.flags.actions import watch
from safety.subjects import SubjectRef

SUBJECT_REQUEST = "matching.request"
PLACE = "A request for a peer who fits"


class TooLate(DomainError):
    """It has gone further meanwhile."""

    code: ClassVar[str] = "too_late"


class NotYours(DomainError):
    """Somebody else's."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What a member asks for; words can be left out."""

    struggles: tuple[Topic, ...] = ()
    roots: tuple[Topic, ...] = ()
    words: str = ""
    musts_shown: bool = False  # supervisors may read what a peer must have


@dataclass(frozen=True)
class Asked:
    """The request, whether it is a new one, and whether its words call for help lines first."""

    request: MatchRequest
    new: bool
    show_help: bool = False


@transaction.atomic
def ask(asking: Asking, *, by: User, now: datetime) -> Asked:
    """Keep a request, for specialists to read without the member's name.

    A member has one at a time: whoever has one gets it as it is, so that a second tap asks once.
    Words that sound like danger go to a person at once, and wait for them before others read them.
    """
    # Held until the end, so that two taps at the same moment make one request.
    User.objects.locked(by.pk)
    known = MatchRequest.objects.of(by).filter(state=RequestState.OPEN).first()
    if known is not None:
        return Asked(known, new=False)
    made = MatchRequest.objects.create(
        member=by,
        words=asking.words,
        musts_shown=asking.musts_shown,
        asked_at=now,
    )
    made.roots.set(asking.roots)
    made.struggles.set(asking.struggles)
    watched = watch(
        asking.words,
        author=by,
        subject=SubjectRef(SUBJECT_REQUEST, str(made.pk)),
        place=PLACE,
        now=now,
    )
    if watched.hold:
        made.words_held = True
        made.save(update_fields=["words_held"])
    record(Verb.REQUEST_ASKED, by=by, on=made)
    return Asked(made, new=True, show_help=watched.show_help)


@transaction.atomic
def accept(proposal: Proposal, *, by: User, now: datetime) -> Proposal:
    """Say yes to one; the request ends, and the others are told the neutral words.

    Raises:
        NotYours: another member's request.
        TooLate: the request or the proposal ended meanwhile, or the specialist is not shown now.
    """
    held = _held(proposal, by=by)
    if not SpecialistProfile.objects.published().filter(pk=held.specialist_id).exists():
        raise TooLate("They are not here at the moment. Nothing was done, and others can answer.")
    _end(held, ProposalState.ACCEPTED, now=now)
    others = _end_request(held.request, RequestState.MATCHED, now=now)
    record(Verb.PROPOSAL_ACCEPTED, by=by, on=held)
    notices.tell_accepted(held, now=now)
    for other in others:
        notices.tell_closed(other, now=now)
    return held


@transaction.atomic
def decline(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Say no; no reason is asked or kept, and the request goes on.

    Raises:
        NotYours: another member's request.
        TooLate: the request or the proposal ended meanwhile.
    """
    held = _held(proposal, by=by)
    _end(held, ProposalState.DECLINED, now=now)
    record(Verb.PROPOSAL_DECLINED, by=by, on=held)
    notices.tell_closed(held, now=now)


@transaction.atomic
def withdraw(request: MatchRequest, *, by: User, now: datetime) -> None:
    """Ask no more; no reason is asked. Twice changes nothing.

    Raises:
        NotYours: another member's request.
    """
    held = MatchRequest.objects.select_for_update().get(pk=request.pk)
    if held.member_id != by.pk:
        raise NotYours("We could not find that.")
    if held.state != RequestState.OPEN:
        return
    ended = _end_request(held, RequestState.WITHDRAWN, now=now)
    record(Verb.REQUEST_WITHDRAWN, by=by, on=held)
    for proposal in ended:
        notices.tell_closed(proposal, now=now)


@transaction.atomic
def let_request_out(request_id: int) -> None:
    """Let specialists read words that were held for a person; nothing for any other."""
    held = MatchRequest.objects.select_for_update().filter(pk=request_id, words_held=True).first()
    if held is not None:
        held.words_held = False
        held.save(update_fields=["words_held"])
        record(Verb.REQUEST_LET_OUT, by=None, on=held)


def waits(*, now: datetime) -> list[Wait]:
    """How long each who asked in the last weeks waited for a first proposal, or waits still."""
    return [
        Wait((request.first or request.ended_at or now) - request.asked_at, bool(request.first))
        for request in MatchRequest.objects.asked_since(now - WINDOW)
    ]


def _held(proposal: Proposal, *, by: User) -> Proposal:
    """The open proposal to this member's open request, both held; always the request first."""
    request = MatchRequest.objects.select_for_update().get(pk=proposal.request_id)
    if request.member_id != by.pk:
        raise NotYours("We could not find that.")
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("specialist__person")
    held = rows.get(pk=proposal.pk)
    held.request = request
    if request.state != RequestState.OPEN or held.state != ProposalState.OPEN or held.words_held:
        raise TooLate("This has changed meanwhile. Nothing was done.")
    return held


def _end(proposal: Proposal, state: ProposalState, *, now: datetime) -> None:
    proposal.state, proposal.ended_at = state, now
    proposal.save(update_fields=["state", "ended_at"])


def _end_request(request: MatchRequest, state: RequestState, *, now: datetime) -> list[Proposal]:
    """End it, and all proposals that are open; returns those."""
    request.state, request.ended_at = state, now
    request.save(update_fields=["state", "ended_at"])
    request.cares.filter(ended_at=None).update(ended_at=now)
    notices.cancel_of(request, now=now)
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("specialist__person")
    ended = list(rows.filter(request=request, state=ProposalState.OPEN).order_by("pk"))
    for proposal in ended:
        _end(proposal, ProposalState.DECLINED, now=now)
    return ended
