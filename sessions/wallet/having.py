"""What a member has free in a month, whether it was written into the ledger yet or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from sessions.ledger.actions import Place, balance
from sessions.ledger.models import Account
from sessions.ledger.states import Kind
from sessions.wallet import seats
from sessions.wallet.allowance import EACH_MONTH, Held, Source, late_label, seat_label

POOL = Place(Kind.POOL)


@dataclass(frozen=True)
class Having:
    """What is free of one source; ``given`` says how many it gives, 0 where that was written."""

    held: Held
    to_give: int


def having(member: User, month: str, now: datetime) -> list[Having]:
    """What is free in a month: their own first, then what their places of ``now`` add.

    What came back too late in the month before stands last. What was given for a place that they have no more is not theirs to use. It stays where it is,
    and they have it again if they take that place again.
    """
    given = {month: (Source.OWN, EACH_MONTH)}
    for seat in seats.seats_of(member, now):
        given[seat_label(month, seat.key)] = (Source.SEAT, seat.halves)
    # Such an account is opened by what is given, and by nothing else.
    there = dict(
        Account.objects.filter(
            owner=member, kind=Kind.FREE, label__in=(*given, late_label(month))
        ).values_list("label", "balance")
    )
    late = late_label(month)
    found = [
        Having(
            Held(source, label, there.get(label, halves)), to_give=0 if label in there else halves
        )
        for label, (source, halves) in given.items()
    ]
    return [*found, Having(Held(Source.LATE, late, there.get(late, 0)), to_give=0)]


def free(found: Sequence[Having]) -> list[Held]:
    """Only what is free, for the question who bears something."""
    return [each.held for each in found]


def in_pool() -> int:
    """Half hours in the sponsors' pool."""
    return balance(POOL)
