"""A member lets a plan pay, says something else, pauses it and ends it: nobody does it for them."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from peerhub.ui.moments import in_words
from sessions.insurance.models import Coverage, CoverageEntry
from sessions.insurance.payers import BY_KEY
from sessions.insurance.states import Kind
from sessions.insurance.words import VERSION, Terms, signed_text

YESES = ("signed", "to_bill", "to_treat", "clinician", "substances")


class HasOne(DomainError):
    """There is one already."""

    code: ClassVar[str] = "has_one"


class NoneThere(DomainError):
    """There is none, or it has ended."""

    code: ClassVar[str] = "none_there"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """All that a member says: who they are to their plan, and each yes on its own."""

    payer: str
    legal_name: str
    birth_date: date
    member_number: str
    state: str
    signed: bool = False
    to_bill: bool = False
    to_treat: bool = False
    clinician: bool = False
    substances: bool = False

    @property
    def details(self) -> str:
        """What is sealed."""
        return json.dumps(
            {
                "legal_name": self.legal_name,
                "birth_date": self.birth_date.isoformat(),
                "member_number": self.member_number,
                "state": self.state,
            }
        )


@transaction.atomic
def choose(chosen: Chosen, *, by: User, now: datetime) -> Coverage:
    """Let a plan pay for sessions from now on, as far as the yeses go.

    Raises:
        HasOne: there is one already; it can be changed.
    """
    User.objects.locked(by.pk)
    if Coverage.objects.standing().filter(member=by).exists():
        raise HasOne("You have one here already. You can change it below.")
    coverage = Coverage(member=by, payer=chosen.payer, version=VERSION, chosen_at=now)
    _put(coverage, chosen, now=now)
    coverage.save()
    _sign(coverage, chosen, now=now)
    record(Verb.COVERAGE_CHOSEN, by=by, on=coverage, version=VERSION, payer=chosen.payer)
    return coverage


@transaction.atomic
def change(chosen: Chosen, *, by: User, now: datetime) -> Coverage:
    """Say something else of it: details, or a yes that is given or taken back. Signed anew.

    Another plan is another one: the old one ends.

    Raises:
        NoneThere: there is none.
    """
    User.objects.locked(by.pk)
    coverage = _mine(by)
    if coverage.payer != chosen.payer:
        end(by=by, now=now)
        return choose(chosen, by=by, now=now)
    coverage.version = VERSION
    _put(coverage, chosen, now=now)
    coverage.save()
    _sign(coverage, chosen, now=now)
    record(Verb.COVERAGE_CHANGED, by=by, on=coverage, version=VERSION)
    return coverage


@transaction.atomic
def pause(*, by: User, now: datetime) -> None:
    """Nothing new is billed or handed out from now on. Twice changes nothing."""
    User.objects.locked(by.pk)
    for coverage in Coverage.objects.live().filter(member=by):
        coverage.paused_at = now
        coverage.save(update_fields=["paused_at"])
        record(Verb.COVERAGE_PAUSED, by=by, on=coverage)


@transaction.atomic
def resume(*, by: User) -> None:
    """Go on after a pause. Twice changes nothing."""
    User.objects.locked(by.pk)
    for coverage in Coverage.objects.standing().filter(member=by, paused_at__isnull=False):
        coverage.paused_at = None
        coverage.save(update_fields=["paused_at"])
        record(Verb.COVERAGE_RESUMED, by=by, on=coverage)


@transaction.atomic
def end(*, by: User, now: datetime) -> None:
    """End it: nothing new is billed or handed out. Twice changes nothing.

    Where nothing was ever billed, all that it held is forgotten at once. What was billed has to be
    kept (45 CFR 164.316(b)(2): six years), and stays sealed.
    """
    User.objects.locked(by.pk)
    for coverage in Coverage.objects.standing().filter(member=by):
        coverage.ended_at, coverage.paused_at = now, None
        if not coverage.lines.exists():
            coverage.sealed = b""
            coverage.entries.all().delete()
            coverage.answers.all().delete()
        coverage.save(update_fields=["ended_at", "paused_at", "sealed"])
        record(Verb.COVERAGE_ENDED, by=by, on=coverage)


def _mine(by: User) -> Coverage:
    found = Coverage.objects.standing().filter(member=by).select_related("member").first()
    if found is None:
        raise NoneThere("There is none here any more.")
    return found


def _put(coverage: Coverage, chosen: Chosen, *, now: datetime) -> None:
    """Seal the details, and stamp each yes that is new; one that is taken back has no time."""
    coverage.put(chosen.details)
    for name in YESES:
        before = getattr(coverage, f"{name}_at")
        setattr(coverage, f"{name}_at", (before or now) if getattr(chosen, name) else None)


def _sign(coverage: Coverage, chosen: Chosen, *, now: datetime) -> None:
    """Keep the words as they were signed."""
    on = in_words(now, "date", coverage.member.zone)
    said = {name: getattr(chosen, name) for name in YESES}
    terms = Terms(person=chosen.legal_name, payer=BY_KEY[chosen.payer].name, on=on, **said)
    day = now.astimezone(coverage.member.zone).date()
    entry = CoverageEntry(
        coverage=coverage, kind=Kind.YES, on=day, made_at=now, made_by=coverage.member
    )
    entry.put(json.dumps({"value": signed_text(terms), "source": VERSION}))
    entry.save()
