"""Keeping what our team did with somebody's words, in the transaction that does it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.resealing import seal_rows_anew
from safety.deeds import notices
from safety.deeds.house import ALL
from safety.deeds.models import Deed, DeedQuerySet
from safety.deeds.states import OF_WORDS, DeedKind
from safety.subjects import SubjectRef

AT_ONCE = 500


@dataclass(frozen=True)
class Done:
    """What was done, with which words, and what their author is told.

    ``rule``: the key of a house rule; "" where nobody could choose one. ``told``: what else the
    person reads. ``case``: the number of the case it came from. ``measure``: which mute it was.
    """

    kind: DeedKind
    subject: SubjectRef
    quote: str
    place: str = ""
    rule: str = ""
    told: str = ""
    until: datetime | None = None
    case: int | None = None
    measure: str = ""


@transaction.atomic
def tell(person: User, done: Done, *, by: User, now: datetime) -> Deed | None:
    """Keep it and tell ``person``; None for one's own words, and for these words hidden already.

    Where other words stood there then, what was said of those holds no more, and this is new.

    Of words hidden already it keeps that ``by`` decided so, too. To be called before the words are
    hidden: whoever decides an appeal locks the row first, and then the words.
    """
    if person.pk == by.pk:
        return None
    if done.kind in OF_WORDS and _was_known(done, by=by, now=now):
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
        measure=done.measure,
    )
    deed.put(quote=done.quote, told=done.told)
    try:
        with transaction.atomic():
            deed.save()
    except IntegrityError:
        # Somebody else hid the same words in the same moment.
        if done.kind not in OF_WORDS or not _was_known(done, by=by, now=now):
            raise
        return None
    record(Verb.DEED_TOLD, by=by, on=deed, deed=done.kind.value, rule=deed.rule)
    notices.tell_done(deed, now=now)
    return deed


@transaction.atomic
def take_back(subject: SubjectRef, kinds: Collection[DeedKind], *, now: datetime) -> int:
    """Somebody undid it: whoever reads of it reads that, too. Returns how many."""
    return _about(subject, kinds).update(taken_back_at=now)


@transaction.atomic
def empty_old(*, now: datetime) -> int:
    """Empty all words of what has been kept long enough, some of it at once; returns how many.

    What remains is that something was done, by which rule, when, and what an appeal came to. Two at
    a time share the work, and running again does nothing.
    """
    rows = Deed.objects.to_empty(now=now).order_by("pk")
    found = list(rows.select_for_update(of=("self",), skip_locked=True)[:AT_ONCE])
    for deed in found:
        deed.empty(now=now)
        record(Verb.DEED_EMPTIED, by=None, on=deed)
    return len(found)


def seal_anew() -> int:
    """Seal all of it with the first key, as ``resealing.seal_rows_anew`` does."""
    return seal_rows_anew(
        Deed.objects.filter(emptied_at=None), Deed.reseal, verb=Verb.DEED_SEALED_ANEW
    )


def _was_known(done: Done, *, by: User, now: datetime) -> bool:
    """Whether the words were hidden already; then ``by`` is one of those who decided so."""
    known = _about(done.subject, OF_WORDS).select_for_update(of=("self",)).first()
    if known is None:
        return False
    if known.quote != done.quote:
        known.taken_back_at = now
        known.save(update_fields=["taken_back_at"])
        return False
    # Once a second person has decided, nobody looks again: who hides it then is none of the first.
    if known.decided_at is None and by.pk not in {known.by_id, known.person_id, *known.also_by}:
        known.also_by.append(by.pk)
        known.save(update_fields=["also_by"])
    return True


def _about(subject: SubjectRef, kinds: Collection[DeedKind]) -> DeedQuerySet:
    return Deed.objects.about(subject.kind, subject.id).filter(kind__in=kinds)
