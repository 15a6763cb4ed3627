"""The assessment in five parts, saved part by part, and the checklist of imminent danger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from safety.closing import rules
from safety.closing.actions.case import open_case_of
from safety.closing.models import PARTS, Assessment, Signature, StepLine
from safety.flags.actions import NotThisWay
from safety.flags.models import Flag
from safety.flags.states import Act

TOO_LOW = "An assessment belongs to level 3 and above. Raise the level first."


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The five parts as they were typed; ``level`` None: not decided yet."""

    risks: str = ""
    strengths: str = ""
    asked: str = ""
    level: int | None = None
    reasons: str = ""
    next_steps: str = ""

    @classmethod
    def of(cls, version: Assessment | None) -> "Parts":
        """What a version says; nothing where there is none."""
        if version is None:
            return cls()
        return cls(level=version.level, **{part: getattr(version, part) for part in PARTS})


@dataclass(frozen=True, kw_only=True)
class Line:
    """What was done about one step; where it was not ``needed``, ``words`` say why."""

    step: int
    needed: bool
    words: str
    who: str = ""
    when: str = ""
    dialled: str = ""
    reference: str = ""
    confirmed_by: str = ""


def latest(flag: Flag) -> Assessment | None:
    """The newest version, with its signature if it has one."""
    return (
        flag.assessments.order_by("-version")
        .select_related("saved_by", "signature__signed_by")
        .first()
    )


def is_open_for(flag: Flag) -> bool:
    """Whether a case of this level is assessed."""
    return flag.level >= rules.ASSESS_FROM


@transaction.atomic
def read(flag: Flag, *, by: User, now: datetime) -> Assessment | None:
    """The newest version; the look is written down, also for the person."""
    found = latest(flag)
    record(Verb.CASE_ASSESSMENT_READ, by=by, on=flag, version=found.version if found else 0)
    disclose(to=by, about=flag.author_id, what=What.CARE, why=Why.WROTE, now=now)
    return found


@transaction.atomic
def save(flag: Flag, parts: Parts, *, after: int, by: User, now: datetime) -> Assessment:
    """Keep what was typed as a new version; saving the same again keeps the one there is.

    Args:
        flag: the case.
        parts: all five, as they stand on the page.
        after: the version that the page showed; 0 for none.
        by: who saves.
        now: an aware instant.

    Raises:
        NotThisWay: the level is too low, the case closed, or somebody saved another version
            meanwhile.
    """
    flag = open_case_of(flag, by, now=now)
    if not is_open_for(flag):
        raise NotThisWay(TOO_LOW)
    there = latest(flag)
    version = there.version if there is not None else 0
    if there is not None and Parts.of(there) == parts:
        return there
    if version != after:
        raise NotThisWay(
            "Somebody saved this meanwhile. What you typed is still here: compare, then save again."
        )
    kept = Assessment.objects.create(
        flag=flag,
        version=version + 1,
        saved_at=now,
        saved_by=by,
        level=parts.level,
        **{part: getattr(parts, part) for part in PARTS},
    )
    flag.write(Act.ASSESSED, by=by, now=now, detail=str(kept.version))
    record(Verb.CASE_ASSESSED, by=by, on=flag, version=kept.version)
    return kept


@transaction.atomic
def sign(assessment: Assessment, *, by: User, now: datetime) -> Signature:
    """Stand by a version. A level above the case's own has to be raised first.

    Raises:
        NotThisWay: a part is empty, it is not the newest or signed already, or its level is above
            that of the case.
    """
    flag = open_case_of(assessment.flag, by, now=now)
    newest = latest(flag)
    if newest is None or newest.pk != assessment.pk:
        raise NotThisWay("Somebody saved another version meanwhile. Read it, then sign.")
    if not newest.is_whole or newest.level is None:
        raise NotThisWay("Each part needs a few words before it can be signed.")
    if hasattr(newest, "signature"):
        raise NotThisWay("This version is signed already.")
    if newest.level > flag.level:
        raise NotThisWay(
            f"You say level {newest.level}, and the case stands at {flag.level}. Raise it first."
        )
    kept = Signature.objects.create(assessment=newest, signed_at=now, signed_by=by)
    flag.write(Act.SIGNED, by=by, now=now, detail=str(newest.version))
    record(Verb.CASE_ASSESSMENT_SIGNED, by=by, on=flag, version=newest.version)
    return kept


def lines_of(flag: Flag) -> dict[int, StepLine]:
    """The line that counts for each step."""
    rows = flag.step_lines.order_by("step", "-pk").distinct("step").select_related("written_by")
    return {row.step: row for row in rows}


@transaction.atomic
def fill_in(flag: Flag, lines: Sequence[Line], *, by: User, now: datetime) -> int:
    """Keep each line that is new or says something else; returns how many.

    Raises:
        NotThisWay: the level is below 4, the case is closed, or a line has no words.
    """
    flag = open_case_of(flag, by, now=now)
    if flag.level < rules.STEPS_FROM:
        raise NotThisWay("The checklist belongs to level 4 and above. Raise the level first.")
    if any(not line.words.strip() for line in lines):
        raise NotThisWay("Say in a few words what was done, or why it was not needed.")
    there = {step: _line(row) for step, row in lines_of(flag).items()}
    fresh = [line for line in lines if there.get(line.step) != line]
    for line in fresh:
        StepLine.objects.create(flag=flag, written_at=now, written_by=by, **vars(line))
    if fresh:
        numbers = ", ".join(str(line.step) for line in fresh)
        flag.write(Act.STEPPED, by=by, now=now, words=f"Step {numbers}.")
        record(Verb.CASE_STEPS_WRITTEN, by=by, on=flag, steps=numbers)
    return len(fresh)


def _line(row: StepLine) -> Line:
    return Line(
        step=row.step,
        needed=row.needed,
        words=row.words,
        who=row.who,
        when=row.when,
        dialled=row.dialled,
        reference=row.reference,
        confirmed_by=row.confirmed_by,
    )
