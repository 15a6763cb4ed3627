"""What a specialist reads of their pay, and what is to be paid to whom.

Sessions stand with the floor that each brought; what came on top stands once for a month. From what
a single session brought one could work out what its member paid, and that is the member's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from matching.models import SpecialistProfile
from sessions.earnings.models import Earning, Payout, Statement
from sessions.ledger.models import Account
from sessions.ledger.states import Kind
from sessions.prices.sums import in_dollars


@dataclass(frozen=True)
class Line:
    """One session: when it was, and the floor that it brought."""

    starts_at: datetime
    minutes: int
    is_back: bool
    cents: int

    @property
    def amount(self) -> str:
        """The sum in words."""
        return in_dollars(self.cents)


@dataclass(frozen=True)
class Month:
    """A month that is closed."""

    month: date
    lines: list[Line]
    above_cents: int
    cents: int

    @property
    def above(self) -> str:
        """What came on top of the floor, in all."""
        return in_dollars(self.above_cents)

    @property
    def total(self) -> str:
        """All of it."""
        return in_dollars(self.cents)


def so_far(profile: SpecialistProfile) -> list[Line]:
    """Sessions that no statement has yet."""
    return _lines(Earning.objects.of(profile).open())


def months(profile: SpecialistProfile) -> list[Month]:
    """All statements, the latest first."""
    rows = Statement.objects.filter(specialist=profile).prefetch_related("lines")
    return [_month(row) for row in rows.order_by("-month")]


def month(profile: SpecialistProfile, first: date) -> Month | None:
    """One of them."""
    row = Statement.objects.filter(specialist=profile, month=first).first()
    return _month(row) if row is not None else None


def paid(profile: SpecialistProfile) -> list[Payout]:
    """What they were paid, the latest first."""
    return list(Payout.objects.paid().filter(specialist=profile))


@dataclass(frozen=True)
class Due:
    """What is to be paid to a specialist."""

    profile: SpecialistProfile
    cents: int

    @property
    def amount(self) -> str:
        """The sum in words."""
        return in_dollars(self.cents)


def due() -> list[Due]:
    """To whom something is payable, by name; as ``actions.payable`` says of each."""
    said = Statement.objects.by_specialist()
    standing = Payout.objects.standing().by_specialist()
    waiting = Payout.objects.waiting().by_specialist()
    pay = Account.objects.filter(kind=Kind.PAY, label="")
    there = dict(pay.values_list("owner", "balance"))
    found = []
    people = SpecialistProfile.objects.filter(pk__in=said).select_related("person")
    for profile in people.order_by("person__handle"):
        left = said[profile.pk] - standing.get(profile.pk, 0)
        held = there.get(profile.person_id, 0) - waiting.get(profile.pk, 0)
        if min(left, held) > 0:
            found.append(Due(profile, min(left, held)))
    return found


def _month(row: Statement) -> Month:
    lines = list(row.lines.all())
    above = sum(line.above_cents for line in lines)
    return Month(row.month, _lines(lines), above, row.cents)


def _lines(rows: Iterable[Earning]) -> list[Line]:
    lines = (Line(row.starts_at, row.minutes, row.is_back, row.base_cents) for row in rows)
    return sorted(lines, key=lambda line: (line.starts_at, line.is_back))
