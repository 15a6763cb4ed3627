"""A session becomes a line, once it is ready; what was wrong is put right by another line."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.errors import DomainError
from sessions.bookings.models import Booking
from sessions.insurance.collecting import Looked, look_at
from sessions.insurance.models import ClaimLine, Coverage
from sessions.insurance.payers import CODE, PLACES
from sessions.insurance.states import LineKind

AS_IT_WAS = (
    *("day", "began_at", "stopped_at", "minutes", "units", "code", "modifiers", "place"),
    *("cents", "terms_since", "version"),
)


class NotReady(DomainError):
    """Something stops it; the first of what does."""

    code: ClassVar[str] = "not_ready"


class NotStanding(DomainError):
    """Another line took its place, or took it back."""

    code: ClassVar[str] = "not_standing"


@transaction.atomic
def bill(coverage: Coverage, booking: Booking, *, by: User, now: datetime) -> ClaimLine:
    """Make the first and only first line of a session, of the note as it is signed now.

    Raises:
        NotReady: something stops it.
    """
    coverage = _locked(coverage)
    looked = look_at(coverage, booking, now=now)
    line = ClaimLine(**_frozen(looked), booking=booking, coverage=coverage, made_at=now, made_by=by)
    line.save()
    record(Verb.LINE_BILLED, by=by, on=line, units=line.units, cents=line.cents)
    return line


@transaction.atomic
def replace(line: ClaimLine, *, why: str, by: User, now: datetime) -> ClaimLine:
    """Make it anew of what stands now, such as an amended note. The earlier one stays readable.

    Raises:
        NotStanding: it was corrected before.
        NotReady: something stops it.
    """
    coverage = _locked(line.coverage)
    _must_stand(line)
    booking = Booking.objects.with_people().get(pk=line.booking_id)
    given = _frozen(look_at(coverage, booking, besides=line, now=now))
    return _corrected(line, LineKind.REPLACEMENT, given, why=why, by=by, now=now)


@transaction.atomic
def void(line: ClaimLine, *, why: str, by: User, now: datetime) -> ClaimLine:
    """Take it back, whatever the member chose since. The session is not billed again.

    Raises:
        NotStanding: it was corrected before.
    """
    _locked(line.coverage)
    _must_stand(line)
    given = {name: getattr(line, name) for name in AS_IT_WAS}
    return _corrected(line, LineKind.VOID, given, why=why, by=by, now=now)


def _corrected(
    line: ClaimLine, kind: LineKind, given: dict[str, Any], *, why: str, by: User, now: datetime
) -> ClaimLine:
    made = ClaimLine.objects.create(
        **given,
        booking_id=line.booking_id,
        coverage_id=line.coverage_id,
        kind=kind,
        replaces=line,
        why=why,
        made_at=now,
        made_by=by,
    )
    record(Verb.LINE_CORRECTED, by=by, on=made, instead_of=line.pk, kind=kind.value)
    return made


def _frozen(looked: Looked) -> dict[str, Any]:
    """All that a line keeps of a session that is ready."""
    facts, terms, times, version = looked.facts, looked.terms, looked.times, looked.version
    if not looked.is_ready or terms is None or times is None or version is None:
        raise NotReady(f"{looked.stops[0].words} {looked.stops[0].todo}")
    units = facts.units(terms)
    return {
        "version": version,
        "day": facts.day,
        "began_at": times.began_at,
        "stopped_at": times.stopped_at,
        "minutes": times.minutes,
        "units": units,
        "code": CODE,
        "modifiers": " ".join(terms.modifiers(facts.way, diagnosis=facts.diagnosis)),
        "place": PLACES[facts.where],
        "cents": terms.cents(units),
        "terms_since": terms.since,
    }


def _locked(coverage: Coverage) -> Coverage:
    """One at a time for a member, so that caps hold: read anew behind the lock."""
    User.objects.locked(coverage.member_id)
    return Coverage.objects.select_related("member").get(pk=coverage.pk)


def _must_stand(line: ClaimLine) -> None:
    if not ClaimLine.objects.standing().filter(pk=line.pk).exists():
        raise NotStanding("This line was corrected meanwhile. Please look again.")
