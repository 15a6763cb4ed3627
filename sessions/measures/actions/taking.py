"""Begin, answer one question after the other, stop, go on, finish, throw away."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words
from sessions.measures import policies
from sessions.measures.actions.heeding import heed, heed_late
from sessions.measures.instruments.scoring import Score, score
from sessions.measures.instruments.shape import Given, Instrument, Item
from sessions.measures.models import MeasureRun


class NotYours(DomainError):
    """Somebody else's, or deleted."""

    code: ClassVar[str] = "not_yours"
    status: ClassVar[int] = 404


class TooSoon(DomainError):
    """It was finished a short while ago."""

    code: ClassVar[str] = "too_soon"


class TooOld(DomainError):
    """It was begun too long ago to be gone on with."""

    code: ClassVar[str] = "too_old"


class Finished(DomainError):
    """It is finished already."""

    code: ClassVar[str] = "finished"


class NotAsked(DomainError):
    """No such question is asked there, or it cannot be answered so."""

    code: ClassVar[str] = "not_asked"


@dataclass(frozen=True)
class Answered:
    """What came of one answer; ``tells``: our team sees it, so help is shown first."""

    run: MeasureRun | None  # None: it was deleted meanwhile
    tells: bool = False


@transaction.atomic
def begin(instrument: Instrument, *, member: User, now: datetime) -> MeasureRun:
    """Begin, or go on with what was begun lately. What was begun long ago is thrown away.

    Raises:
        TooSoon: it was finished a short while ago.
    """
    member = User.objects.locked(member.pk)
    known = MeasureRun.objects.of(member).begun().filter(instrument=instrument.key).first()
    if known is not None and not policies.is_stale(known, now=now):
        return known
    last = policies.last_finished(member).get(instrument.key)
    start = policies.next_from(instrument, last)
    if start is not None and now < start:
        said = in_words(start, "date", member.zone)
        raise TooSoon(f"You can take this again from {said}. Until then it would say little.")
    if known is not None:
        known.delete()
    run = MeasureRun(
        member=member,
        instrument=instrument.key,
        version=instrument.version,
        language=instrument.language,
        started_at=now,
    )
    run.put({})
    run.save()
    return run


@transaction.atomic
def answer(run: MeasureRun, key: str, given: Given, *, by: User, now: datetime) -> Answered:
    """Keep the answer to one question, or that it was left out; a later one replaces it.

    An answer that can mean danger opens a case in this transaction: both are kept, or neither.
    Where it comes from an old page and cannot be kept any more, our team hears of it all the same:
    also where all of it was deleted in another window. The same answer twice (a double tap) changes nothing.

    Raises:
        NotYours: see ``_locked``.
        Finished: it is finished.
        TooOld: it was begun too long ago.
        NotAsked: no such question is asked there, or it cannot be answered so.
    """
    instrument, public_id = run.questions, run.public_id
    item = _item(instrument, key, given)
    try:
        run = _locked(run, by)
    except NotYours:
        return _answered_late(instrument, item, given, by=by, public_id=public_id, now=now)
    answers = run.answers
    if closed := _closed(run, item, answers, now=now):
        if not heed_late(instrument, item, given, by=by, public_id=public_id, now=now):
            raise closed
        return Answered(run, tells=True)
    before = answers.get(key)
    run.put(run.questions.kept({**answers, key: given}))
    tells = heed(run, item, given, before=before, now=now)
    run.save(update_fields=["sealed", "flag", "cases"])
    return Answered(run, tells)


@transaction.atomic
def answer_deleted(
    instrument: Instrument,
    key: str,
    given: Given,
    *,
    by: User,
    public_id: uuid.UUID,
    now: datetime,
) -> Answered:
    """An answer to what is not there any more: nothing is kept, but nobody's cry for help is lost.

    Raises:
        NotYours: it means no danger, so there is nothing to do.
        NotAsked: no such question is asked there, or it cannot be answered so.
    """
    item = _item(instrument, key, given)
    return _answered_late(instrument, item, given, by=by, public_id=public_id, now=now)


@transaction.atomic
def finish(run: MeasureRun, *, by: User, now: datetime) -> MeasureRun | None:
    """Say what it comes to, and let nobody change it any more. Twice changes nothing.

    With everything left out, nothing is kept.

    Raises:
        NotYours: see ``_locked``.
        TooOld: it was begun too long ago.
    """
    run = _locked(run, by)
    if run.finished_at is not None:
        return run
    if policies.is_stale(run, now=now):
        raise TooOld("You began this more than a week ago. Please start again.")
    instrument, answers = run.questions, run.answers
    if not any(isinstance(given, int) for given in answers.values()):
        _forget(run, by)
        return None
    asked = [item.key for item in instrument.asked(answers)]
    found = score(instrument, answers)
    run.total, run.band = found.total, _band(instrument, found, answers)
    run.skipped = [key for key in asked if not isinstance(answers.get(key), int)]
    run.finished_at = now
    run.save(update_fields=["total", "band", "skipped", "finished_at"])
    record(Verb.MEASURE_FINISHED, by=by, on=run)
    return run


@transaction.atomic
def forget(run: MeasureRun, *, by: User) -> None:
    """Delete it for good, finished or not. A case that an answer opened stays with our team.

    Raises:
        NotYours: see ``_locked``.
    """
    _forget(_locked(run, by), by)


def _locked(run: MeasureRun, by: User) -> MeasureRun:
    """The run as it is now, until the transaction ends: of two taps the second waits.

    Raises:
        NotYours: it is not theirs, or was deleted.
    """
    # Nothing joined: after a wait, PostgreSQL gives the new row beside what was joined to the old one.
    found = MeasureRun.objects.of(by).select_for_update().filter(pk=run.pk).first()
    if found is None:
        raise NotYours("We could not find that.")
    return found


def _answered_late(
    instrument: Instrument,
    item: Item,
    given: Given,
    *,
    by: User,
    public_id: uuid.UUID,
    now: datetime,
) -> Answered:
    if not heed_late(instrument, item, given, by=by, public_id=public_id, now=now):
        raise NotYours("We could not find that. It was deleted, and nothing of it is kept.")
    return Answered(None, tells=True)


def _item(instrument: Instrument, key: str, given: Given) -> Item:
    item = next((item for item in instrument.items if item.key == key), None)
    if item is None or not item.takes(given):
        raise NotAsked("Please choose one of the answers.")
    return item


def _closed(
    run: MeasureRun, item: Item, answers: dict[str, Given], *, now: datetime
) -> DomainError | None:
    """Why nothing can be answered there any more."""
    if run.finished_at is not None:
        return Finished("This is finished. What you answered stays as it is.")
    if policies.is_stale(run, now=now):
        return TooOld("You began this more than a week ago. Please start again.")
    if item not in run.questions.asked(answers):
        return NotAsked("That question is not asked here.")
    return None


def _band(instrument: Instrument, found: Score, answers: dict[str, Given]) -> str:
    if instrument.judge is not None:
        return str(instrument.judge(answers))
    return found.band.key if found.band else ""


def _forget(run: MeasureRun, by: User) -> None:
    record(Verb.MEASURE_FORGOTTEN, by=by, on=run)
    run.delete()
