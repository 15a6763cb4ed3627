"""What is known of a session, brought together for the gate and for a line. Nobody's look: no page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matching.supervision.models import Supervision
from matching.supervision.policies import supervision_of
from sessions.bookings.models import SEEN_WITHIN, Booking
from sessions.bookings.states import BookingState
from sessions.insurance import answers, gate
from sessions.insurance.facts import Facts, Finding, Who
from sessions.insurance.models import ClaimLine, Coverage, CoverageEntry
from sessions.insurance.models.claims import ClaimLineQuerySet
from sessions.insurance.payers import Terms
from sessions.insurance.states import Kind
from sessions.insurance.times import Times, times_of, where_of
from sessions.notes.models import NoteVersion, SessionNote
from sessions.payments import reading as payments
from sessions.wallet import reading as wallet

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
    version = _signed(booking)
    times = times_of(booking, now=now)
    facts = _facts(coverage, booking, version, times, besides=besides, now=now)
    terms = coverage.plan.on(facts.day)
    return Looked(coverage, booking, facts, terms, gate.findings(facts, terms), version, times)


def coming_to_billing(coverage: Coverage, *, now: datetime) -> list[Booking]:
    """Sessions since the member's yes that are over, and that no line was made of; the oldest first."""
    mine = Booking.objects.filter(
        member=coverage.member, starts_at__gte=coverage.chosen_at, ends_at__lte=now
    )
    open_ones = mine.filter(claim_lines=None).exclude(
        state__in=(BookingState.CANCELLED, BookingState.MISSED)
    )
    return list(open_ones.with_people().order_by("starts_at", "pk")[:MOST])


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


def _signed(booking: Booking) -> NoteVersion | None:
    note = SessionNote.objects.whole().filter(booking=booking).first()
    return note.standing if note else None


def _facts(
    coverage: Coverage,
    booking: Booking,
    version: NoteVersion | None,
    times: Times | None,
    *,
    besides: ClaimLine | None,
    now: datetime,
) -> Facts:
    day = day_of(coverage, times.began_at if times else booking.starts_at)
    entries = coverage.entries.newest()
    others = _others(coverage, besides)
    authorised = entries.get(Kind.AUTHORISATION)
    supervised, peers, members = _people(booking, now=now)
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
        eligible=answers.on(day, [each.plain for each in coverage.answers.order_by("pk")]),
        diagnosis=_diagnosis(coverage, entries),
        authorised=_days_of(authorised),
        authorised_units=_left_of(authorised, others),
        ordered_on=entries[Kind.ORDER].on if Kind.ORDER in entries else None,
        release=Kind.RELEASE in entries,
        organisation=Kind.ORGANISATION in entries,
        referrer=Kind.REFERRER in entries,
        held=booking.state == BookingState.HELD,
        way=times.way if times else booking.mode,
        where=where_of(booking),
        minutes=times.minutes if times else None,
        signed=version is not None,
        to_co_sign=version is not None and version.to_co_sign,
        co_signed=version is not None and hasattr(version, "co_signature"),
        certificate=version is not None and bool(version.certificate),
        free=wallet.borne_free(booking) or payments.borne_by_card(booking),
        billed=ClaimLine.objects.filter(booking=booking).exists() and besides is None,
        used_day=others.filter(day=day).units(),
        used_year=others.filter(day__year=day.year).units(),
        supervised=supervised,
        peers_of_supervisor=peers,
        members_of_peer=members,
    )


def _diagnosis(coverage: Coverage, entries: dict[str, CoverageEntry]) -> str:
    """A clinician's code, as long as the member lets them be asked."""
    found = entries.get(Kind.DIAGNOSIS)
    return found.value if found and coverage.clinician_at is not None else ""


def _others(coverage: Coverage, besides: ClaimLine | None) -> ClaimLineQuerySet:
    """All that was billed to the same plan for the same member."""
    rows = ClaimLine.objects.standing().filter(
        coverage__member=coverage.member, coverage__payer=coverage.payer
    )
    return rows.exclude(pk=besides.pk) if besides else rows


def _days_of(entry: CoverageEntry | None) -> tuple[date, date] | None:
    return (entry.on, entry.until) if entry is not None and entry.until is not None else None


def _left_of(entry: CoverageEntry | None, others: ClaimLineQuerySet) -> int | None:
    if entry is None or entry.units is None or entry.until is None:
        return None
    used = others.filter(day__gte=entry.on, day__lte=entry.until)
    return max(0, entry.units - used.units())


def _people(booking: Booking, *, now: datetime) -> tuple[bool, int, int]:
    """Who looks after the specialist, and how many people each of the two has, as it is now."""
    supervision = supervision_of(booking.specialist.person)
    peers = (
        Supervision.objects.current().filter(supervisor=supervision.supervisor).count()
        if supervision
        else 0
    )
    seen = Booking.objects.settled().filter(
        specialist=booking.specialist, ends_at__gt=now - SEEN_WITHIN
    )
    return supervision is not None, peers, seen.values("member").distinct().count()
