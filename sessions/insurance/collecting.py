"""What is known of a session, brought together for the gate and for a line. Nobody's look: no page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.insurance import answers, gate
from sessions.insurance.facts import Facts, Finding, Who
from sessions.insurance.known import Billed, Known, known_of, units_in
from sessions.insurance.models import ClaimLine, Coverage, CoverageEntry
from sessions.insurance.models.claims import not_billed
from sessions.insurance.payers import Terms
from sessions.insurance.states import Kind
from sessions.insurance.times import Times
from sessions.notes.models import NoteVersion

MOST = 100  # sessions that a page looks at


@dataclass(frozen=True)
class Looked:
    """One session and its coverage, as the gate sees them."""

    coverage: Coverage
    booking: Booking
    facts: Facts
    terms: Terms | None
    found: Sequence[Finding]
    version: NoteVersion | None
    times: Times | None

    @property
    def is_ready(self) -> bool:
        """Whether nothing stops it."""
        return gate.is_ready(self.found)

    @property
    def stops(self) -> list[Finding]:
        """What has to be put right."""
        return [each for each in self.found if each.stops]

    @property
    def warns(self) -> list[Finding]:
        """What should be."""
        return [each for each in self.found if not each.stops]


def day_of(coverage: Coverage, at: datetime) -> date:
    """The day of a session is the member's."""
    return at.astimezone(coverage.member.zone).date()


def look_at(
    coverage: Coverage, booking: Booking, *, besides: ClaimLine | None = None, now: datetime
) -> Looked:
    """What the gate says of one session.

    Args:
        coverage: with its member.
        booking: a session of that member, with its people.
        besides: a line of this session that is to be corrected: it is in nobody's way.
        now: an aware instant.
    """
    known = known_of([coverage], [booking], now=now)
    return _look_at(coverage, booking, known, besides=besides, now=now)


def look_at_all(pairs: Sequence[tuple[Coverage, Booking]], *, now: datetime) -> list[Looked]:
    """The same of many, in their order, in as many queries as for one."""
    known = known_of([each for each, _ in pairs], [each for _, each in pairs], now=now)
    return [_look_at(*pair, known, besides=None, now=now) for pair in pairs]


def _look_at(
    coverage: Coverage,
    booking: Booking,
    known: Known,
    *,
    besides: ClaimLine | None,
    now: datetime,
) -> Looked:
    version, times = known.versions.get(booking.pk), known.when[booking.pk].times
    facts = _facts(coverage, booking, known, besides=besides, now=now)
    terms = coverage.plan.on(facts.day)
    return Looked(coverage, booking, facts, terms, gate.findings(facts, terms), version, times)


def coming_to_billing(
    *coverages: Coverage, most: int = MOST, now: datetime
) -> list[tuple[Coverage, Booking]]:
    """Sessions since each member's yes that are over, and that no line was made of.

    By coverage as these were chosen, the oldest session first; one coverage of a member at most.
    """
    by_member = {each.member_id: each for each in coverages}
    found = not_billed(coverages).filter(ends_at__lte=now).with_people()[:most]
    return [(by_member[each.member_id], each) for each in found]


def missing_yeses(coverage: Coverage) -> list[Finding]:
    """What a member themselves has not given, whatever the session."""
    lacks = {
        "signature": coverage.signed_at is None,
        "to_bill": coverage.to_bill_at is None,
        "to_treat": coverage.to_treat_at is None,
        "member_number": not coverage.details.get("member_number"),
    }
    return [each.finding for each in gate.CHECKS if lacks.get(each.finding.key)]


def own_findings(looked: Looked, *who: Who) -> list[Finding]:
    """What some people can put right."""
    return [each for each in looked.stops if each.who in who]


def _facts(
    coverage: Coverage,
    booking: Booking,
    known: Known,
    *,
    besides: ClaimLine | None,
    now: datetime,
) -> Facts:
    version, was = known.versions.get(booking.pk), known.when[booking.pk]
    times = was.times
    day = day_of(coverage, times.began_at if times else booking.starts_at)
    entries = known.entries.get(coverage.pk, {})
    lines = known.standing.get((coverage.member_id, coverage.payer), [])
    authorised = entries.get(Kind.AUTHORISATION)
    people = known.people[booking.specialist_id]
    return Facts(
        day=day,
        today=day_of(coverage, now),
        live=coverage.is_live,
        signature=coverage.signed_at is not None,
        to_bill=coverage.to_bill_at is not None,
        to_treat=coverage.to_treat_at is not None,
        substances=coverage.substances_at is not None,
        chosen_on=day_of(coverage, coverage.chosen_at),
        member_number=bool(coverage.details.get("member_number")),
        eligible=answers.on(day, known.answers.get(coverage.pk, [])),
        diagnosis=_diagnosis(coverage, entries),
        authorised=_days_of(authorised),
        authorised_units=_left_of(authorised, lines, besides),
        ordered_on=entries[Kind.ORDER].on if Kind.ORDER in entries else None,
        release=Kind.RELEASE in entries,
        organisation=Kind.ORGANISATION in entries,
        referrer=Kind.REFERRER in entries,
        held=booking.state == BookingState.HELD,
        way=times.way if times else booking.mode,
        where=was.where,
        minutes=times.minutes if times else None,
        signed=version is not None,
        to_co_sign=version is not None and version.to_co_sign,
        co_signed=version is not None and hasattr(version, "co_signature"),
        certificate=version is not None and bool(version.certificate),
        free=known.free.get(booking.pk, ""),
        billed=booking.pk in known.billed and besides is None,
        used_day=units_in(lines, day, day, besides=besides),
        used_year=units_in(lines, date(day.year, 1, 1), date(day.year, 12, 31), besides=besides),
        supervised=people.supervised,
        peers_of_supervisor=people.peers,
        members_of_peer=people.members,
    )


def _diagnosis(coverage: Coverage, entries: dict[str, CoverageEntry]) -> str:
    """A clinician's code, as long as the member lets them be asked."""
    found = entries.get(Kind.DIAGNOSIS)
    return found.value if found and coverage.clinician_at is not None else ""


def _days_of(entry: CoverageEntry | None) -> tuple[date, date] | None:
    return (entry.on, entry.until) if entry is not None and entry.until is not None else None


def _left_of(
    entry: CoverageEntry | None, lines: Sequence[Billed], besides: ClaimLine | None
) -> int | None:
    if entry is None or entry.units is None or entry.until is None:
        return None
    return max(0, entry.units - units_in(lines, entry.on, entry.until, besides=besides))
