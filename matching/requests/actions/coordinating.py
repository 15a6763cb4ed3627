"""A supervisor looks after a request for which nobody answers: asks, takes it, writes a note.

What they see of it is what its member allowed: what it is like now, how long it waits, and the
musts where they said yes. Never the words, a name, or where it started. Acts lock the request,
then the person who is asked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.peers.models import SpecialistProfile
from matching.requests import notices
from matching.requests.actions.asking import NotYours, TooLate
from matching.requests.fitting import askable
from matching.requests.models import Care, MatchRequest, Outreach, RequestNote
from matching.requests.states import ProposalState, RequestState
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError


class NotNow(DomainError):
    """A specialist who cannot be asked at the moment."""

    code: ClassVar[str] = "not_now"


class TakenAlready(DomainError):
    """Another supervisor looks after it."""

    code: ClassVar[str] = "taken_already"


@dataclass(frozen=True)
class Came:
    """How many answers wait for the member's yes or no, are read by our team first, or are over."""

    standing: int
    held: int
    over: int


@transaction.atomic
def look_at(request: MatchRequest, *, by: User, now: datetime) -> None:
    """Write down that a supervisor looks, also for the member."""
    record(Verb.REQUEST_READ, by=by, on=request)
    disclose(to=by, about=request.member_id, what=What.REQUEST, why=Why.FITS, now=now)


@transaction.atomic
def ask_one(
    request: MatchRequest, profile: SpecialistProfile, *, by: User, now: datetime
) -> Outreach:
    """Tell one specialist that somebody asks; asking twice tells once.

    Whether they had been told before is not said: it could tell where it started.

    Raises:
        NotYours: not a supervisor, or their own request.
        TooLate: it has ended, or a person reads its words first.
        NotNow: not shown, full, takes nobody new, told of somebody since yesterday, cannot meet in
            the way or language that was named, lacks a must, or was set aside. Which, is not said.
    """
    held = _held(request, by=by)
    if held.words_held:
        raise TooLate("A person from our team reads their words first. Then you can ask.")
    User.objects.locked(profile.person_id)
    told = Outreach.objects.filter(request=held, specialist=profile).first()
    if told is not None and told.asked_at is not None:
        return told
    if profile not in [each for each, _ in askable(held, now=now)]:
        raise NotNow(f"{profile.name} cannot be asked at the moment. Please choose somebody else.")
    if told is None:
        told = Outreach(request=held, specialist=profile, at=now)
        notices.tell_asked(held, [profile.person], now=now)
    told.asked_at, told.asked_by = now, by
    told.save()
    record(Verb.REQUEST_TOLD, by=by, on=held, specialists=1)
    return told


@transaction.atomic
def take(request: MatchRequest, *, by: User, now: datetime) -> Care:
    """Look after a request; twice changes nothing. One whose supervisor left can be taken.

    Raises:
        NotYours: not a supervisor, or their own request.
        TooLate: it has ended.
        TakenAlready: another supervisor looks after it.
    """
    held = _held(request, by=by)
    known = Care.objects.current().filter(request=held).first()
    if known is not None and known.person == by:
        return known
    if known is not None:
        if User.objects.holding(Role.SUPERVISOR).filter(pk=known.person_id).exists():
            raise TakenAlready(f"{known.person.handle} looks after this one.")
        _end(known, by=by, now=now)
    made = Care.objects.create(request=held, person=by, began_at=now)
    record(Verb.REQUEST_TAKEN, by=by, on=held)
    return made


@transaction.atomic
def give_back(request: MatchRequest, *, by: User, now: datetime) -> None:
    """Look after it no more; nothing happens for anybody else.

    Raises:
        NotYours: not a supervisor, or their own request.
        TooLate: it has ended.
    """
    held = _held(request, by=by)
    for care in Care.objects.current().filter(request=held, person=by):
        _end(care, by=by, now=now)


@transaction.atomic
def note(request: MatchRequest, *, words: str, by: User, now: datetime) -> RequestNote:
    """Write something for the other supervisors; it stays as it is, until the request ends.

    Raises:
        NotYours: not a supervisor, or their own request.
        TooLate: it has ended.
    """
    held = _held(request, by=by)
    made = RequestNote.objects.create(request=held, words=words, written_by=by, written_at=now)
    record(Verb.REQUEST_NOTED, by=by, on=made, request=held.pk)
    return made


def what_came(request: MatchRequest) -> Came:
    """The answers in numbers: who answered, and to whom the member said no, is theirs."""
    rows = list(request.proposals.values_list("state", "words_held"))
    held = sum(state == ProposalState.OPEN and is_held for state, is_held in rows)
    standing = sum(state == ProposalState.OPEN for state, _ in rows) - held
    return Came(standing=standing, held=held, over=len(rows) - standing - held)


def _held(request: MatchRequest, *, by: User) -> MatchRequest:
    held = MatchRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if not by.has_role(Role.SUPERVISOR) or held.member_id == by.pk:
        raise NotYours("We could not find that.")
    if held.state != RequestState.OPEN:
        raise TooLate("This request has ended meanwhile.")
    return held


def _end(care: Care, *, by: User, now: datetime) -> None:
    care.ended_at = now
    care.save(update_fields=["ended_at"])
    record(Verb.REQUEST_GIVEN_BACK, by=by, on=care.request)
