"""The specialist's side: read a request, propose oneself, take it back."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.requests import notices
from matching.requests.actions.asking import NotYours, TooLate
from matching.requests.fitting import may_answer
from matching.requests.models import MatchRequest, Proposal
from matching.requests.policies import shown_profile
from matching.requests.states import ProposalState, RequestState
from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from safety.flags.actions import watch
from safety.subjects import SubjectRef

SUBJECT_PROPOSAL = "matching.proposal"
PLACE = "A peer's proposal to a member"


class NotShown(DomainError):
    """A member must be able to read the story behind a proposal."""

    code: ClassVar[str] = "not_shown"


@transaction.atomic
def read(request: MatchRequest, *, by: User, now: datetime) -> str:
    """A request's words, "" while they are held; the look is written down, also for the member."""
    record(Verb.REQUEST_READ, by=by, on=request)
    disclose(to=by, about=request.member_id, what=What.REQUEST, why=Why.FITS, now=now)
    return "" if request.words_held else request.words


@transaction.atomic
def propose(request: MatchRequest, *, words: str, by: User, now: datetime) -> Proposal:
    """Say why one may fit. The same specialist again, while it stands, changes nothing.

    A request that they may not see is none: its member set them aside, or has a must.

    Words that sound like danger are flagged, and wait for a moderator before the member reads them.

    Raises:
        NotShown: the specialist's page is not shown now.
        NotYours: their own request, or one that they may not see.
        TooLate: the request ended meanwhile, or its member said no to them.
    """
    profile = shown_profile(by)
    if profile is None:
        raise NotShown("Your page is not shown now, so nobody could read your story.")
    request = MatchRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.member_id == by.pk:
        raise NotYours("This is your own request.")
    if not may_answer([request], profile):
        raise NotYours("We could not find that.")
    if request.state != RequestState.OPEN:
        raise TooLate("This request has ended meanwhile. Thank you for offering.")
    known = request.proposals.filter(specialist=profile).exclude(state=ProposalState.WITHDRAWN)
    if standing := known.first():
        if standing.state == ProposalState.DECLINED:
            raise TooLate("You answered this one before, and it is closed. Thank you for offering.")
        return standing
    made = Proposal.objects.create(request=request, specialist=profile, words=words, made_at=now)
    watched = watch(
        words,
        author=by,
        subject=SubjectRef(SUBJECT_PROPOSAL, str(made.pk)),
        place=PLACE,
        now=now,
    )
    if watched.hold:
        made.words_held = True
        made.save(update_fields=["words_held"])
    else:
        notices.tell_proposed(made, now=now)
    record(Verb.PROPOSAL_MADE, by=by, on=made)
    return made


@transaction.atomic
def take_proposal_back(proposal: Proposal, *, by: User, now: datetime) -> None:
    """Offer no more; nothing happens once it was answered.

    Raises:
        NotYours: another specialist's.
    """
    MatchRequest.objects.select_for_update().get(pk=proposal.request_id)
    held = Proposal.objects.select_related("specialist").get(pk=proposal.pk)
    if held.specialist.person_id != by.pk:
        raise NotYours("We could not find that.")
    if held.state == ProposalState.OPEN:
        held.state, held.ended_at = ProposalState.WITHDRAWN, now
        held.save(update_fields=["state", "ended_at"])
        notices.cancel_made(held, now=now)
        record(Verb.PROPOSAL_WITHDRAWN, by=by, on=held)


@transaction.atomic
def let_proposal_out(proposal_id: int, *, now: datetime) -> None:
    """Let the member read a proposal that was held for a person; nothing for any other."""
    held = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("request__member")
        .filter(pk=proposal_id, words_held=True)
        .first()
    )
    if held is not None:
        held.words_held = False
        held.save(update_fields=["words_held"])
        record(Verb.PROPOSAL_LET_OUT, by=None, on=held)
        if held.state == ProposalState.OPEN:
            notices.tell_proposed(held, now=now)
