"""All that the gate asks of the database, for many sessions at once: as many queries as for one."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from matching.supervision.models import Supervision
from sessions.bookings.models import Booking
from sessions.insurance.answers import Answer
from sessions.insurance.models import ClaimLine, Coverage, CoverageEntry
from sessions.insurance.models.coverage import EligibilityAnswer
from sessions.insurance.times import When, when
from sessions.notes.models import NoteVersion, SessionNote
from sessions.payments import reading as payments
from sessions.wallet import reading as wallet


@dataclass(frozen=True)
class Billed:
    """A line that stands: so many units of a day."""

    line_id: int
    day: date
    units: int


@dataclass(frozen=True)
class People:
    """Whether somebody looks after a specialist, and how many people each of the two has now."""

    supervised: bool
    peers: int
    members: int


@dataclass(frozen=True)
class Known:
    """What is known, by the keys of sessions, coverages and specialists' pages."""

    versions: Mapping[int, NoteVersion | None]
    when: Mapping[int, When]
    free: Mapping[int, str]
    billed: frozenset[int]
    entries: Mapping[int, dict[str, CoverageEntry]]
    answers: Mapping[int, list[Answer]]
    standing: Mapping[tuple[int, str], list[Billed]]  # by member and plan
    people: Mapping[int, People]


def known_of(
    coverages: Collection[Coverage], bookings: Collection[Booking], *, now: datetime
) -> Known:
    """Ask all of it; sessions come with their people."""
    notes = SessionNote.objects.whole().filter(booking__in=bookings)
    return Known(
        versions={note.booking_id: note.standing for note in notes},
        when=when(bookings, now=now),
        free=payments.borne_by_card(bookings) | wallet.borne_free(bookings),
        billed=frozenset(
            ClaimLine.objects.filter(booking__in=bookings).values_list("booking", flat=True)
        ),
        entries=_entries(coverages),
        answers=_answers(coverages),
        standing=_standing(coverages),
        people=_people(bookings, now=now),
    )


def _entries(coverages: Collection[Coverage]) -> dict[int, dict[str, CoverageEntry]]:
    found: defaultdict[int, dict[str, CoverageEntry]] = defaultdict(dict)
    for each in CoverageEntry.objects.filter(coverage__in=coverages).order_by("made_at", "pk"):
        found[each.coverage_id][each.kind] = each
    return found


def _answers(coverages: Collection[Coverage]) -> dict[int, list[Answer]]:
    found: defaultdict[int, list[Answer]] = defaultdict(list)
    for each in EligibilityAnswer.objects.filter(coverage__in=coverages).order_by("pk"):
        found[each.coverage_id].append(each.plain)
    return found


def _standing(coverages: Collection[Coverage]) -> dict[tuple[int, str], list[Billed]]:
    """All that was billed for these members, whichever of their coverages it was billed under."""
    found: defaultdict[tuple[int, str], list[Billed]] = defaultdict(list)
    members = {each.member_id for each in coverages}
    rows = ClaimLine.objects.standing().filter(coverage__member__in=members)
    columns = ("coverage__member", "coverage__payer", "pk", "day", "units")
    for member, payer, *line in rows.values_list(*columns):
        found[member, payer].append(Billed(*line))
    return found


def _people(bookings: Collection[Booking], *, now: datetime) -> dict[int, People]:
    pages = {each.specialist_id: each.specialist.person_id for each in bookings}
    current = Supervision.objects.current().order_by()
    by = dict(current.filter(specialist__in=pages.values()).values_list("specialist", "supervisor"))
    peers = Counter(
        current.filter(supervisor__in=set(by.values())).values_list("supervisor", flat=True)
    )
    members = Booking.objects.filter(specialist__in=pages).people_seen(now=now)
    return {
        page: People(person in by, peers[by[person]] if person in by else 0, members.get(page, 0))
        for page, person in pages.items()
    }


def units_in(
    lines: Sequence[Billed], first: date, last: date, *, besides: ClaimLine | None = None
) -> int:
    """How many were billed from one day to another, both included."""
    return sum(
        each.units
        for each in lines
        if first <= each.day <= last and (besides is None or each.line_id != besides.pk)
    )
