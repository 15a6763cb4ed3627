"""A specialist asks for a talk after something heavy; their supervisor names a time."""

from datetime import datetime
from typing import ClassVar

from django.db import transaction

from matching.supervision.policies import supervision_of
from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.caseload import notices
from sessions.caseload.models import DebriefAsked


class NobodyToAsk(DomainError):
    """No supervisor looks after them."""

    code: ClassVar[str] = "nobody_to_ask"


class NotTheirs(DomainError):
    """Somebody else's, or it is settled already."""

    code: ClassVar[str] = "not_theirs"
    status: ClassVar[int] = 404


@transaction.atomic
def ask_for_debrief(*, by: User, now: datetime) -> DebriefAsked:
    """Ask the supervisor for a talk, without a reason. While one waits, a second press changes nothing.

    Raises:
        NobodyToAsk: nobody looks after them at the moment.
    """
    User.objects.locked(by.pk)
    supervision = supervision_of(by)
    if supervision is None:
        raise NobodyToAsk(
            "Nobody looks after you at the moment. Any supervisor talks with you: write to our team."
        )
    waiting = DebriefAsked.objects.of(by).filter(answered_at=None, taken_back_at=None).first()
    if waiting is not None:
        return waiting
    made = DebriefAsked.objects.create(specialist=by, asked_at=now)
    record(Verb.DEBRIEF_ASKED, by=by, on=made)
    notices.tell_asked(made, supervision.supervisor, now=now)
    return made


@transaction.atomic
def take_back(asked: DebriefAsked, *, by: User, now: datetime) -> None:
    """Need it no more; again it changes nothing.

    Raises:
        NotTheirs: somebody else asked.
    """
    held = DebriefAsked.objects.select_for_update().get(pk=asked.pk)
    if held.specialist_id != by.pk:
        raise NotTheirs("We could not find that.")
    if held.taken_back_at is None:
        held.taken_back_at = now
        held.save(update_fields=["taken_back_at"])
        record(Verb.DEBRIEF_TAKEN_BACK, by=by, on=held)


@transaction.atomic
def name_time(asked: DebriefAsked, *, at: datetime, by: User, now: datetime) -> DebriefAsked:
    """The supervisor says when they talk; a later time replaces it, and the specialist is told.

    Raises:
        NotTheirs: ``by`` does not look after them, or they need it no more.
    """
    held = DebriefAsked.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    supervision = supervision_of(held.specialist)
    if supervision is None or supervision.supervisor_id != by.pk or held.taken_back_at is not None:
        raise NotTheirs("We could not find that.")
    if held.at != at:
        held.at, held.answered_at, held.answered_by = at, now, by
        held.save(update_fields=["at", "answered_at", "answered_by"])
        record(Verb.DEBRIEF_TIME_NAMED, by=by, on=held)
        notices.tell_time(held, now=now)
    return held
