"""Members tell us about a text; a person looks; each of them hears once what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.events import publish
from safety import subjects
from safety.flags import ladder, notices
from safety.flags.actions.holding import locked
from safety.flags.actions.promising import promise
from safety.flags.actions.raising import to_level
from safety.flags.actions.watching import Holding, watch
from safety.flags.events import FlagChanged, FlagRaised
from safety.flags.models import EXCERPT, Flag, FlagQuerySet, Report
from safety.flags.states import REPORT, REPORT_LEVELS, Act, Reason
from safety.subjects import Snapshot, SubjectRef

REPORTED = "reported"  # the kind of a flag that people raised


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
    """Tell our team about a text, as it stands now.

    The owner of the text has checked that ``by`` could see it. While a case of it is open, all
    reports of all people join it, and the same one twice (a double click) counts once; after its
    end a report is a new case. A reporter who writes of danger to themselves is heard, too.

    Raises:
        NothingToReport: there is no such text.
    """
    try:
        with transaction.atomic():
            return _told(subject, worry, by=by, now=now)
    except IntegrityError:
        # Somebody told us of it at the same moment: now that case is there to be found.
        return _told(subject, worry, by=by, now=now)


def needs_help(report: Report) -> bool:
    """Whether what the reporter added sounds as if they themselves should see where help is."""
    own = Flag.objects.filter(subject_kind=REPORT, subject_id=str(report.pk))
    return own.filter(level__gte=ladder.HELP_FROM).exists()


def told_last(subject: SubjectRef, *, by: User) -> Report | None:
    """The newest of what ``by`` told us about a text."""
    own = Report.objects.filter(subject_kind=subject.kind, subject_id=subject.id, reporter=by)
    return own.order_by("-pk").first()


@transaction.atomic
def add_to(flag: Flag, words: str, *, level: int, now: datetime) -> None:
    """Whoever told us of something that waits adds to it; the case is as urgent as the worst of it."""
    flag = locked(flag)
    flag.write(Act.TOLD_MORE, by=None, now=now, words=words)
    if level > flag.level:
        to_level(flag, level, by=None, now=now)
    publish(FlagChanged(flag_id=flag.pk))


def _told(subject: SubjectRef, worry: Worry, *, by: User, now: datetime) -> Report:
    snapshot = subjects.adapter_for(subject.kind).snapshot(subject.id)
    if snapshot is None:
        raise NothingToReport("We could not find that message.")
    # Counted before the look: a case that comes to be in between is then met by its mark.
    before = Flag.objects.filter(subject_kind=subject.kind, subject_id=subject.id).count()
    flag = _waiting(subject)
    said: list[Report] = []
    if flag is not None:
        said = list(flag.reports.filter(reporter=by).order_by("pk"))
        for known in said:
            if known.says_same(worry.reason, worry.words, about=snapshot.words):
                return known
        _join(flag, REPORT_LEVELS[worry.reason], now=now)
    else:
        flag = _new_case(subject, snapshot, REPORT_LEVELS[worry.reason], before=before, now=now)
    made = Report.objects.create(
        flag=flag,
        subject_kind=subject.kind,
        subject_id=subject.id,
        reporter=by,
        reason=worry.reason,
        words=worry.words,
        snapshot=snapshot.words[:EXCERPT],
        drawing=snapshot.drawing,
        made_at=now,
    )
    _note(made, is_first=not said, now=now)
    record(Verb.TEXT_REPORTED, by=by, on=made, flag=flag.pk)
    _hear(made, now=now)
    return made


def _note(made: Report, *, is_first: bool, now: datetime) -> None:
    """The timeline tells of it; what was added later stands there, where whoever is on it reads."""
    act, words = (Act.REPORTED, "") if is_first else (Act.TOLD_MORE, made.words)
    made.flag.write(act, by=None, now=now, detail=made.reason, words=words)


def _hear(made: Report, *, now: datetime) -> None:
    """Read what the reporter added: they may be in danger themselves."""
    if made.words:
        watch(
            made.words,
            author=made.reporter,
            subject=SubjectRef(kind=REPORT, id=str(made.pk)),
            place="Words with a report",
            now=now,
            holding=Holding(may=False),
        )


def _waiting(subject: SubjectRef) -> Flag | None:
    """The newest case of this text that is not closed, locked."""
    same: FlagQuerySet = Flag.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return same.waiting().select_for_update(of=("self",)).order_by("-pk").first()


def _join(flag: Flag, level: int, *, now: datetime) -> None:
    """A waiting case is as urgent as its most urgent report."""
    if REPORTED not in flag.kinds:
        flag.kinds = [*flag.kinds, REPORTED]
        flag.save(update_fields=["kinds"])
    if level > flag.level:
        to_level(flag, level, by=None, now=now)
    publish(FlagRaised(flag_id=flag.pk))


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
        strand=snapshot.strand,
        excerpt=snapshot.words[:EXCERPT],
        level=level,
        kinds=[REPORTED],
        raised_at=now,
        due_at=now + ladder.rung(level).ack_within,
    )
    record(Verb.FLAG_RAISED, by=None, on=flag, level=level)
    promise(flag, now=now)
    notices.tell_urgent(flag, now=now)
    publish(FlagRaised(flag_id=flag.pk))
    return flag
