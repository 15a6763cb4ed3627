"""A member's own paper for their plan (a "superbill"): what the page shows, and nothing else."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from peerhub.accounts.models import User
from peerhub.ui import pdf
from peerhub.ui.moments import in_words
from safety.sharing.words import SITE
from sessions.bookings.states import Mode
from sessions.insurance.collecting import Looked, coming_to_billing, look_at_all
from sessions.insurance.models import ClaimLine, Coverage
from sessions.insurance.payers import CODE, PLACES
from sessions.insurance.states import Kind
from sessions.insurance.words import MARK
from sessions.prices.sums import in_digits

Section = tuple[str, Sequence[str]]
HEADING = "Support sessions"
LEAD = f"{MARK}. A list for you to send to your plan yourself, if you like. We send it to nobody."
LAST = (
    "What a plan has, we cannot call back. Where a session stands on our own list for your plan, do"
    " not send it again: a plan takes the same session once."
)
ON_OUR_LIST = "It is on our own list for your plan already."


def sections(coverage: Coverage, *, now: datetime) -> list[Section]:
    """Who, by whom, and each session that could be billed; nothing where there is none."""
    of_sessions = [*_billed(coverage), *_ready(coverage, now=now)]
    if not of_sessions:
        return []
    entries, details = coverage.entries.newest(), coverage.details
    code = entries.get(Kind.DIAGNOSIS) if coverage.clinician_at else None
    who = [
        f"Name: {details.get('legal_name', '')}",
        f"Date of birth: {_day(date.fromisoformat(details['birth_date']))}",
        f"Plan: {coverage.plan.name}",
        f"Member number: {details.get('member_number', '') or 'not given'}",
    ]
    if code:
        who.append(f"Code: {code.value} (from {code.source}, on {_day(code.on)})")
    return [("Who", who), ("By whom", [SITE]), *of_sessions]


def drawn(made: Sequence[Section]) -> bytes:
    """The same as a file. What it is called inside says nothing."""
    return pdf.drawn(pdf.Page("Notes", HEADING, LEAD, made, LAST))


def _billed(coverage: Coverage) -> Iterator[Section]:
    lines = (
        ClaimLine.objects.standing().filter(coverage=coverage).select_related("version", "booking")
    )
    for line in lines.order_by("day", "pk"):
        yield _section(
            coverage.member,
            line.began_at,
            line.stopped_at,
            f"{line.code} {line.modifiers}, units of 15 minutes: {line.units} ({line.minutes} minutes)",
            f"{as_way(line.booking.mode)}, place {line.place}",
            f"With {_peer(line.version.signed_name, line.version.certificate)}",
            f"${in_digits(line.cents)}",
            ON_OUR_LIST,
        )


def _ready(coverage: Coverage, *, now: datetime) -> Iterator[Section]:
    for looked in look_at_all(coming_to_billing(coverage, now=now), now=now):
        if looked.is_ready:
            yield from _of_one(looked)


def _of_one(looked: Looked) -> Iterator[Section]:
    facts, terms, times, version = looked.facts, looked.terms, looked.times, looked.version
    if terms is None or times is None or version is None:
        return
    units = facts.units(terms)
    modifiers = " ".join(terms.modifiers(facts.way, diagnosis=facts.diagnosis))
    yield _section(
        looked.coverage.member,
        times.began_at,
        times.stopped_at,
        f"{CODE} {modifiers}, units of 15 minutes: {units} ({times.minutes} minutes)",
        f"{as_way(facts.way)}, place {PLACES[facts.where]}",
        f"With {_peer(version.signed_name, version.certificate)}",
        f"${in_digits(terms.cents(units))}",
    )


def _section(member: User, began: datetime, stopped: datetime, *lines: str) -> Section:
    zone = member.zone
    day = in_words(began, "date", zone)
    return day, [
        f"From {in_words(began, 'time', zone)} to {in_words(stopped, 'zoned', zone)}",
        *lines,
    ]


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def as_way(mode: str) -> str:
    """How two people met, in words."""
    return Mode(mode).label


def _peer(name: str, certificate: str) -> str:
    return f"{name}, certificate {certificate}" if certificate else name
