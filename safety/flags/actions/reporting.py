"""Members tell us about a text; a person looks; each of them hears once what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.crypto import salted_hmac

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety import subjects
from safety.flags import ladder, notices
from safety.flags.actions.watching import Holding, watch
from safety.flags.events import FlagRaised
from safety.flags.models import EXCERPT, Flag, FlagQuerySet, Report
from safety.flags.states import REPORT_LEVELS, Act, Reason
from safety.subjects import Snapshot, SubjectRef

REPORTED = "reported"  # the kind of a flag that people raised
REPORT = "safety.report"  # the subject kind of a reporter's own words


class NothingToReport(DomainError):
    """There is no such text."""

    code: ClassVar[str] = "nothing_to_report"
    status: ClassVar[int] = 404


@dataclass(frozen=True)
class Worry:
    """Why somebody reports a text, and what they want to add."""

    reason: Reason
    words: str = ""


@transaction.atomic
def report(subject: SubjectRef, worry: Worry, *, by: User, now: datetime) -> Report:
    """Tell our team about a text, as it stands now; telling again changes nothing.

    The owner of the text has checked that ``by`` could see it. Several people's reports of one
    text are one case. A reporter who writes of danger to themselves is heard, too.

    Raises:
        NothingToReport: there is no such text.
    """
    known = Report.objects.filter(
        subject_kind=subject.kind, subject_id=subject.id, reporter=by
    ).first()
    if known is not None:
        return known
    snapshot = subjects.adapter_for(subject.kind).snapshot(subject.id)
    if snapshot is None:
        raise NothingToReport("We could not find that message.")
    flag = _case(subject, snapshot, worry, now=now)
    made = Report.objects.create(
        flag=flag,
        subject_kind=subject.kind,
        subject_id=subject.id,
        reporter=by,
        reason=worry.reason,
        words=worry.words,
        snapshot=snapshot.words[:EXCERPT],
        made_at=now,
    )
    flag.write(Act.REPORTED, by=None, now=now, detail=worry.reason)
    record(Verb.TEXT_REPORTED, by=by, on=made, flag=flag.pk)
    if worry.words:
        own = SubjectRef(kind=REPORT, id=str(made.pk))
        watch(
            worry.words,
            author=by,
            subject=own,
            place="Words with a report",
            now=now,
            holding=Holding(may=False),
        )
    return made


def _case(subject: SubjectRef, snapshot: Snapshot, worry: Worry, *, now: datetime) -> Flag:
    """The waiting case of this text, or a new one; as urgent as its most urgent report."""
    level = REPORT_LEVELS[worry.reason]
    same: FlagQuerySet = Flag.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    waiting = same.waiting().select_for_update(of=("self",)).order_by("-pk").first()
    if waiting is None:
        return _new_case(subject, snapshot, level, before=same.count(), now=now)
    if REPORTED not in waiting.kinds:
        waiting.kinds = [*waiting.kinds, REPORTED]
    if level > waiting.level:
        waiting.level = level
        waiting.overdue_told = False
    waiting.due_at = min(waiting.due_at, now + ladder.rung(level).ack_within)
    waiting.save(update_fields=["kinds", "level", "due_at", "overdue_told"])
    publish(FlagRaised(flag_id=waiting.pk))
    return waiting


def _new_case(
    subject: SubjectRef, snapshot: Snapshot, level: int, *, before: int, now: datetime
) -> Flag:
    flag = Flag.objects.create(
        subject_kind=subject.kind,
        subject_id=subject.id,
        # A case of the same words may be closed already: what is told now is new.
        text_mark=salted_hmac(
            f"safety.flags.report.{before}", snapshot.words, algorithm="sha256"
        ).hexdigest(),
        author_id=snapshot.author_id,
        place=snapshot.place[:200],
        excerpt=snapshot.words[:EXCERPT],
        level=level,
        kinds=[REPORTED],
        raised_at=now,
        due_at=now + ladder.rung(level).ack_within,
    )
    flag.write(Act.RAISED, by=None, now=now, detail=str(level))
    record(Verb.FLAG_RAISED, by=None, on=flag, level=level)
    if ladder.holds(level):
        notices.tell_moderators(flag, notices.URGENT, now=now)
    publish(FlagRaised(flag_id=flag.pk))
    return flag
