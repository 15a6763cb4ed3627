"""Writing a hand-over: a line for each open case, and what else the next shift should know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.db.models import Max, Min, Q, QuerySet

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from safety.flags.models import Flag
from safety.flags.policies import CLINICIAN_FROM
from safety.handover.models import Handover, HandoverLine
from safety.handover.states import EARLY, MOST, STILL
from safety.rota.models import Shift
from safety.rota.states import Post


class NotYours(DomainError):
    """The shift is somebody else's."""

    code: ClassVar[str] = "not_yours"


class NotNow(DomainError):
    """The shift does not end yet, or ended long ago."""

    code: ClassVar[str] = "not_now"


@dataclass(frozen=True)
class Line:
    """What is handed on of one case."""

    done: str = ""
    next: str = ""
    by_when: str = ""


def open_cases(shift: Shift) -> QuerySet[Flag]:
    """The cases that a sheet of ``shift`` lists, the most urgent first, with ``promised_at``.

    A clinician's lists those of which the ladder names them. Nobody hands on their own words.
    """
    cases = Flag.objects.waiting().exclude(author=shift.person_id)
    if shift.post == Post.CLINICIAN:
        cases = cases.filter(level__gte=CLINICIAN_FROM)
    pending = Min("deadlines__due_at", filter=Q(deadlines__done_at=None))
    return cases.select_related("claimed_by").annotate(promised_at=pending).in_order()


@transaction.atomic
def write(
    shift: Shift, lines: dict[int, Line], *, words: str = "", by: User, now: datetime
) -> Handover:
    """Write a sheet, or a newer version of it; those who read an older one read it again.

    Args:
        shift: of ``by``.
        lines: by the number of the case. Open cases without one are listed all the same; one that
            was closed meanwhile is listed where something was written of it.
        words: what else the next shift should know.
        by: who writes.
        now: an aware instant.

    Raises:
        NotYours: the shift is not theirs.
        NotNow: it ends in more than half an hour, or ended more than four hours ago.
    """
    shift = Shift.objects.select_for_update(of=("self",)).get(pk=shift.pk)
    if shift.person_id != by.pk or shift.called_off_at is not None:
        raise NotYours("This shift is not yours.")
    if now < shift.ends_at - EARLY:
        raise NotNow("You can write it from half an hour before your shift ends.")
    if now > shift.ends_at + STILL:
        raise NotNow("This shift is long over. Write a note in the case instead.")
    sheet = keep(shift, lines, words=words, by=by, now=now)
    record(Verb.HANDOVER_WRITTEN, by=by, on=sheet, shift=shift.pk, version=sheet.version)
    return sheet


def keep(
    shift: Shift, lines: dict[int, Line], *, words: str, by: User | None, now: datetime
) -> Handover:
    """Store the next version of the sheet of a locked shift."""
    cases = _listed(shift, [number for number, line in lines.items() if line != Line()])
    last = Handover.objects.filter(shift=shift).aggregate(last=Max("version"))["last"] or 0
    sheet = Handover.objects.create(
        shift=shift,
        version=last + 1,
        written_at=now,
        written_by=by,
        words=words,
        more=max(0, open_cases(shift).count() - len(cases)),
    )
    HandoverLine.objects.bulk_create(_line(sheet, case, lines.get(case.pk)) for case in cases)
    return sheet


def _listed(shift: Shift, written: Collection[int]) -> Sequence[Flag]:
    cases = list(open_cases(shift)[:MOST])
    missing = set(written) - {case.pk for case in cases}
    more = Flag.objects.filter(pk__in=missing).exclude(author=shift.person_id).in_order()
    return [*cases, *more]


def _line(sheet: Handover, case: Flag, line: Line | None) -> HandoverLine:
    line = line or Line()
    return HandoverLine(
        handover=sheet,
        flag=case,
        level=case.level,
        due_at=getattr(case, "promised_at", None),
        done=line.done,
        next=line.next,
        by_when=line.by_when,
    )
