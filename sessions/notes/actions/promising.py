"""Small things that a specialist said they would do, and what became of them."""

from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.actions import Holding, watch
from safety.subjects import SubjectRef
from sessions.notes.actions.writing import NotYours
from sessions.notes.models import Promise
from sessions.notes.states import PromiseState

PROMISE = "sessions.promise"
PLACE = "A promise of a peer to a member"
MOST = 12  # open ones to one member


class TooManyPromises(DomainError):
    """More than one can keep."""

    code: ClassVar[str] = "too_many_promises"


@transaction.atomic
def promise(
    profile: SpecialistProfile,
    member: User,
    *,
    words: str,
    due_on: date | None,
    by: User,
    now: datetime,
) -> Promise:
    """Promise something small. The same words again, while they are open, are one promise.

    The caller has checked that the two meet.

    Raises:
        NotYours: ``by`` is not the specialist.
        TooManyPromises: twelve to this member are open.
    """
    if by.pk != profile.person_id:
        raise NotYours("We could not find that person.")
    User.objects.locked(by.pk)
    mine = Promise.objects.open().filter(specialist=profile, member=member)
    same = mine.filter(words=words).first()
    if same is not None:
        return same
    if mine.count() >= MOST:
        raise TooManyPromises("That is a lot to keep. Settle one first.")
    made = Promise.objects.create(
        specialist=profile, member=member, words=words, due_on=due_on, made_at=now
    )
    record(Verb.PROMISE_MADE, by=by, on=made, member=member.pk)
    watch(
        words,
        author=by,
        subject=SubjectRef(PROMISE, str(made.pk)),
        place=PLACE,
        now=now,
        holding=Holding(may=False),
    )
    return made


@transaction.atomic
def settle(made: Promise, state: PromiseState, *, by: User, now: datetime) -> Promise:
    """Say that it is done, that it is not now, or that it is open after all.

    Raises:
        NotYours: ``by`` did not make it.
    """
    held = Promise.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if held.specialist.person_id != by.pk:
        raise NotYours("We could not find that.")
    if held.state != state:
        held.state = state
        held.settled_at = None if state == PromiseState.OPEN else now
        held.save(update_fields=["state", "settled_at"])
        record(Verb.PROMISE_SETTLED, by=by, on=held, state=state.value)
    return held
