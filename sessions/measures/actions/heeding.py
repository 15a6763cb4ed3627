"""An answer that can mean danger comes before our team in the transaction that stores it.

Our team reads which question it was and what was answered to it, and no other answer. A later
answer that is lower closes nothing: a person looks, and is told that it was changed.
"""

import uuid
from datetime import datetime

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from safety.flags import actions as flags
from safety.flags.states import MEASURE, FlagState
from safety.subjects import SubjectRef
from sessions.measures.instruments.shape import Given, Instrument, Item
from sessions.measures.models import MeasureRun

SUBJECT = MEASURE
KIND = "measure"  # of such a case
PLACE = "An answer that reaches our team, of questions that a member answers for themselves"


def heed(run: MeasureRun, item: Item, given: Given, *, before: Given | None, now: datetime) -> bool:
    """Open a case for ``given``, or add to the one that waits; whether it means danger.

    ``run`` is locked; what it was before is not to be said again. The caller saves it.
    """
    level, was = _level(item, given), _level(item, before)
    if given == before or not (level or was):
        return bool(level)
    waits = run.flag is not None and run.flag.state != FlagState.RESOLVED
    words = _words(run.questions, item, given, changed=bool(was))
    if waits and run.flag is not None:
        flags.add_to(run.flag, words, level=level, now=now)
    elif level:
        _open(run, words, level=level, now=now)
    if level:
        record(Verb.MEASURE_TOLD, by=run.member, on=run, flag=run.flag_id)
    return bool(level)


def heed_late(
    instrument: Instrument,
    item: Item,
    given: Given,
    *,
    by: User,
    public_id: uuid.UUID,
    now: datetime,
) -> bool:
    """The same for an answer from an old page, which cannot be kept any more: the case is all of it.

    ``public_id`` is of what was answered, be it there or deleted. Once a day for each question;
    whether it means danger.
    """
    level = _level(item, given)
    if level:
        flag = flags.heed(
            _words(instrument, item, given, changed=False),
            author=by,
            # Their number is in the name: nobody's cry is taken for one that somebody else was
            # heard with, whatever address a page was sent to.
            subject=SubjectRef(SUBJECT, f"{public_id}:{item.key}:{now:%Y%m%d}:{by.pk}"),
            place=PLACE,
            kind=KIND,
            level=level,
            now=now,
        )
        record(Verb.MEASURE_TOLD, by=by, on=flag, flag=flag.pk)
    return bool(level)


def _open(run: MeasureRun, words: str, *, level: int, now: datetime) -> None:
    # Each case has a name of its own: what is said after a case was closed is not known again.
    run.cases += 1
    author: User = run.member
    run.flag = flags.heed(
        words,
        author=author,
        subject=SubjectRef(SUBJECT, f"{run.public_id}:{run.cases}"),
        place=PLACE,
        kind=KIND,
        level=level,
        now=now,
    )


def _level(item: Item, given: Given | None) -> int:
    return 0 if given is None else item.danger.get(given, 0)


def _words(instrument: Instrument, item: Item, given: Given, *, changed: bool) -> str:
    """For staff: which question, and what was answered to it."""
    said = "They changed their answer to" if changed else "They answered"
    return f"{instrument.name}, question {item.key}: “{item.words}” {said} “{item.label(given)}”."
