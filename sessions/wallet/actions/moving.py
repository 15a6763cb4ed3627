"""Move half hours between the places of the ledger, and keep the row of the session beside it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.ledger.actions import Move, NotEnough, Place, Reason, post
from sessions.ledger.models import LedgerEntry
from sessions.ledger.states import Kind
from sessions.wallet.allowance import Held, Source, late_label
from sessions.wallet.having import POOL, Having
from sessions.wallet.models import FreePart, FreeUse
from sessions.wallet.states import UseState, Why

GIVES = {Source.OWN: (Kind.GIVEN, Why.GIVEN), Source.SEAT: (Kind.SEAT, Why.SEAT)}
LIES = {UseState.KEPT: Kind.KEPT, UseState.USED: Kind.USED}


def write_given(member: User, found: Iterable[Having], *, now: datetime) -> None:
    """Write what a month gives, at its first touch; once for each label, for ever.

    Everything about a member's own half hours happens with their row locked.
    """
    for each in found:
        if not each.to_give:
            continue
        kind, why = GIVES[each.held.source]
        label = each.held.label
        reason = Reason(f"{why}:{member.pk}:{label}", why, member)
        source, target = Place(kind, member.pk, label), Place(Kind.FREE, member.pk, label)
        post(reason, [Move(each.to_give, source, target)], now=now)


def keep(booking: Booking, month: str, parts: Sequence[Held], *, now: datetime) -> bool:
    """Keep these for a session; whether they were there."""
    moves = _between(booking, parts, UseState.BACK, UseState.KEPT)
    try:
        post(_reason(booking, Why.KEPT, 1), moves, now=now)
    except NotEnough:  # somebody else was quicker at the pool
        return False
    use = FreeUse.objects.create(booking=booking, month=month)
    _put(use, parts)
    return True


def go(use: FreeUse, booking: Booking, state: UseState, why: Why, *, now: datetime) -> bool:
    """Let what the session takes lie elsewhere; whether it does now.

    What was given back and used for another session since stays there: nothing is taken twice.
    """
    moves = _between(booking, use.held, UseState(use.state), state)
    try:
        post(_reason(booking, why, use.told + 1), moves, now=now)
    except NotEnough:
        return False
    use.state, use.told = state, use.told + 1
    use.save(update_fields=["state", "told"])
    return True


def was_first(use: FreeUse, booking: Booking) -> bool:
    """Whether it lies with its member again because it was the first one that they missed.

    That was its last entry, or the one before what moved it on to a later month.
    """
    last = (use.told, use.told - 1)
    told = [f"{Why.FIRST}:booking:{booking.public_id}:{number}" for number in last]
    return use.state == UseState.BACK and LedgerEntry.objects.filter(reference__in=told).exists()


def carry(use: FreeUse, booking: Booking, month: str, *, now: datetime) -> None:
    """What was just given back moves on to a later month; the pool's went where it came from.

    Given back a second time, as words can be taken back and said again, it lies in that month already.
    """
    mine = [part for part in use.held if part.source != Source.POOL]
    late = Held(Source.LATE, late_label(month), sum(part.halves for part in mine))
    if all(part.label == late.label for part in mine):
        return
    place = Place(Kind.FREE, booking.member_id, late.label)
    moves = [
        Move(part.halves, Place(Kind.FREE, booking.member_id, part.label), place) for part in mine
    ]
    post(_reason(booking, Why.CARRIED, use.told + 1), moves, now=now)
    use.parts.exclude(source=Source.POOL.value).delete()
    _put(use, [late])
    use.told += 1
    use.save(update_fields=["told"])


def take_instead(
    use: FreeUse, booking: Booking, month: str, parts: Sequence[Held], *, now: datetime
) -> None:
    """The session takes ``parts`` of another month; what it had is given back, all in one entry."""
    moves = [
        *_between(booking, use.held, UseState.KEPT, UseState.BACK),
        *_between(booking, parts, UseState.BACK, UseState.KEPT),
    ]
    post(_reason(booking, Why.MOVED, use.told + 1), moves, now=now)
    use.parts.all().delete()
    _put(use, parts)
    use.month, use.told = month, use.told + 1
    use.save(update_fields=["month", "told"])


def _reason(booking: Booking, why: Why, number: int) -> Reason:
    return Reason(f"{why}:booking:{booking.public_id}:{number}", why, booking.member)


def _between(
    booking: Booking, parts: Sequence[Held], before: UseState, after: UseState
) -> list[Move]:
    def place(part: Held, state: UseState) -> Place:
        if state in LIES:
            return Place(LIES[state], booking.member_id, part.label)
        return (
            POOL if part.source == Source.POOL else Place(Kind.FREE, booking.member_id, part.label)
        )

    return [Move(each.halves, place(each, before), place(each, after)) for each in parts]


def _put(use: FreeUse, parts: Sequence[Held]) -> None:
    FreePart.objects.bulk_create(
        FreePart(use=use, source=each.source.value, label=each.label, halves=each.halves)
        for each in parts
    )
