"""Write into the ledger: the only way anything moves."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db import transaction

from peerhub.accounts.models import User
from peerhub.errors import DomainError
from sessions.ledger.models import Account, LedgerEntry, Posting
from sessions.ledger.states import OUTSIDE, Kind, unit_of


class NotEnough(DomainError):
    """There is less in a place than is to be moved from it."""

    code: ClassVar[str] = "not_enough"


class ReferenceTaken(Exception):
    """The reference stands for something else: a mistake of ours, never of a person."""


@dataclass(frozen=True)
class Place:
    """An account by what it is; it is opened when something first moves there."""

    kind: Kind
    owner: int | None = None  # the key of a person
    label: str = ""

    @property
    def order(self) -> tuple[str, int, str]:
        """Everybody locks accounts in this order, so that nobody waits in a circle."""
        return (self.kind.value, self.owner or 0, self.label)


@dataclass(frozen=True)
class Move:
    """A whole number above nothing that goes from one place to another of the same unit."""

    amount: int
    source: Place
    target: Place

    def __post_init__(self) -> None:
        """Refuse what no ledger can hold."""
        if self.amount <= 0 or self.source == self.target:
            raise ValueError(f"Not a move: {self}")
        if unit_of(self.source.kind) != unit_of(self.target.kind):
            raise ValueError(f"Two units: {self}")


@dataclass(frozen=True)
class Reason:
    """What is told: once by ``reference``, under ``why``, on the page of ``about``."""

    reference: str
    why: str
    about: User | None = None


@transaction.atomic
def post(reason: Reason, moves: Sequence[Move], *, now: datetime) -> LedgerEntry:
    """Write one entry; the same one again changes nothing and gives the first.

    Args:
        reason: ``reference`` is unique for ever: what happened, and to what ("kept:booking:Xy1").
        moves: one at least; more between the same places are added up.
        now: an aware instant.

    Raises:
        NotEnough: a place of ours would hold less than nothing. Nothing is written.
        ReferenceTaken: the reference stands for other moves.
        ValueError: nothing would move.
    """
    sums = _sums(moves)
    if not sums:
        raise ValueError(f"Nothing moves: {reason}")
    entry, is_new = LedgerEntry.objects.get_or_create(
        reference=reason.reference,
        defaults={"about": reason.about, "why": reason.why, "at": now},
    )
    if not is_new:
        return _the_same(entry, sums)
    accounts = _locked(sorted(sums, key=lambda place: place.order))
    for place, amount in sums.items():
        if place.kind not in OUTSIDE and accounts[place].balance + amount < 0:
            raise NotEnough("There is not enough left for that.")
    Posting.objects.bulk_create(
        Posting(entry=entry, account=accounts[place], amount=sums[place]) for place in accounts
    )
    return entry


def balance(place: Place) -> int:
    """What lies there now; nothing where nothing ever moved."""
    found = Account.objects.filter(kind=place.kind, owner=place.owner, label=place.label)
    return found.values_list("balance", flat=True).first() or 0


def _sums(moves: Sequence[Move]) -> dict[Place, int]:
    sums: defaultdict[Place, int] = defaultdict(int)
    for move in moves:
        sums[move.source] -= move.amount
        sums[move.target] += move.amount
    return {place: amount for place, amount in sums.items() if amount}


def _locked(places: Sequence[Place]) -> dict[Place, Account]:
    """The accounts, opened where they are new; nobody else moves anything there until we end."""
    Account.objects.bulk_create(
        (
            Account(kind=each.kind, owner_id=each.owner, label=each.label, unit=unit_of(each.kind))
            for each in places
        ),
        ignore_conflicts=True,
    )
    found = {}
    for place in places:  # one after the other: a query of several locks in an order of its own
        rows = Account.objects.select_for_update(of=("self",))
        found[place] = rows.get(kind=place.kind, owner=place.owner, label=place.label)
    return found


def _the_same(entry: LedgerEntry, sums: dict[Place, int]) -> LedgerEntry:
    lines = entry.postings.select_related("account")
    there = {
        Place(Kind(each.account.kind), each.account.owner_id, each.account.label): each.amount
        for each in lines
    }
    if there != sums:
        raise ReferenceTaken(entry.reference)
    return entry
