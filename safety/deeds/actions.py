"""Keeping what our team did with somebody's words, in the transaction that does it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.deeds import notices
from safety.deeds.house import ALL
from safety.deeds.models import Deed, DeedQuerySet
from safety.deeds.states import OF_WORDS, DeedKind
from safety.subjects import SubjectRef


@dataclass(frozen=True)
class Done:
    """What was done, with which words, and what their author is told.

    ``rule``: the key of a house rule; "" where nobody could choose one. ``told``: what else the
    person reads. ``case``: the number of the case it came from.
    """

    kind: DeedKind
    subject: SubjectRef
    quote: str
    place: str = ""
    rule: str = ""
    told: str = ""
    until: datetime | None = None
    case: int | None = None


@transaction.atomic
def tell(person: User, done: Done, *, by: User, now: datetime) -> Deed | None:
    """Keep it and tell ``person``; None for one's own words, and for words hidden already."""
    if person.pk == by.pk:
        return None
    if done.kind in OF_WORDS and _about(done.subject, OF_WORDS).exists():
        return None
    deed = Deed(
        person=person,
        by=by,
        kind=done.kind,
        rule=done.rule or ALL.key,
        subject_kind=done.subject.kind,
        subject_id=done.subject.id,
        case=done.case,
        place=done.place[:200],
        at=now,
        until=done.until,
    )
    deed.put(quote=done.quote, told=done.told)
    deed.save()
    record(Verb.DEED_TOLD, by=by, on=deed, deed=done.kind.value, rule=deed.rule)
    notices.tell_done(deed, now=now)
    return deed


@transaction.atomic
def take_back(subject: SubjectRef, kinds: Collection[DeedKind], *, now: datetime) -> int:
    """Somebody undid it: whoever reads of it reads that, too. Returns how many."""
    return _about(subject, kinds).update(taken_back_at=now)


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    return seal_rows_anew(Deed.objects.all(), Deed.reseal, verb=Verb.DEED_SEALED_ANEW)


def _about(subject: SubjectRef, kinds: Collection[DeedKind]) -> DeedQuerySet:
    return Deed.objects.about(subject.kind, subject.id).filter(kind__in=kinds)
