"""Our billing team opens what a member let a plan know, and notes what others said."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.disclose import disclose
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.audit.words import What, Why
from peerhub.errors import DomainError
from sessions.insurance import answers
from sessions.insurance.models import Coverage, CoverageEntry, EligibilityAnswer
from sessions.insurance.states import Eligibility, Kind


class NotAStep(DomainError):
    """Nothing was asked, or it was answered before."""

    code: ClassVar[str] = "not_a_step"


class NotLet(DomainError):
    """The member has not said yes to it."""

    code: ClassVar[str] = "not_let"


class Ended(DomainError):
    """The member has ended it."""

    code: ClassVar[str] = "ended"


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What somebody said, who it was, and for when it holds."""

    kind: Kind
    value: str
    source: str
    on: date
    until: date | None = None
    units: int | None = None


@transaction.atomic
def open_coverage(coverage: Coverage, *, by: User, now: datetime) -> None:
    """Read who the member is to their plan; they find the look in "Who looked"."""
    record(Verb.COVERAGE_READ, by=by, on=coverage)
    disclose(to=by, about=coverage.member_id, what=What.COVERAGE, why=Why.PLAN_PAYS, now=now)


@transaction.atomic
def note(coverage: Coverage, noted: Noted, *, by: User, now: datetime) -> CoverageEntry:
    """Write down what a clinician, a plan or somebody who refers said. It stays; a newer one counts.

    Raises:
        Ended: the member has ended it.
        NotLet: they have not said that their clinician may be asked.
    """
    _locked(coverage)
    if noted.kind == Kind.DIAGNOSIS and coverage.clinician_at is None:
        raise NotLet("The member has not said that their clinician may be asked. Leave it so.")
    entry = CoverageEntry(
        coverage=coverage,
        kind=noted.kind,
        on=noted.on,
        until=noted.until,
        units=noted.units,
        made_at=now,
        made_by=by,
    )
    entry.put(json.dumps({"value": noted.value, "source": noted.source}))
    entry.save()
    record(Verb.COVERAGE_NOTED, by=by, on=entry, kind=noted.kind.value)
    return entry


@transaction.atomic
def note_answer(
    coverage: Coverage,
    state: Eligibility,
    *,
    first: date | None = None,
    last: date | None = None,
    by: User,
    now: datetime,
) -> EligibilityAnswer:
    """Write down that the plan was asked, or what it said, and for which days.

    Raises:
        Ended: the member has ended it.
        NotAStep: it does not follow what was noted before.
    """
    _locked(coverage)
    newest = coverage.answers.order_by("-pk").first()
    before = newest.state if newest else answers.NOT_ASKED
    if not answers.may_become(before, state):
        raise NotAStep(
            "Somebody noted an answer meanwhile. Ask the plan again first."
            if before in answers.SAID
            else "Note first that the plan was asked."
        )
    made = EligibilityAnswer.objects.create(
        coverage=coverage, state=state, first=first, last=last, noted_at=now, noted_by=by
    )
    record(Verb.ELIGIBILITY_NOTED, by=by, on=made, state=state.value)
    return made


def _locked(coverage: Coverage) -> None:
    """One at a time, and none once it has ended."""
    User.objects.locked(coverage.member_id)
    coverage.refresh_from_db()
    if coverage.ended_at is not None:
        raise Ended("The member has ended this. Nothing is noted any more.")
