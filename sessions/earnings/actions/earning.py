"""A session is paid once it was held, and the pay goes back when that is taken back.

Both happen under the locks of the two people, in the transaction of the words that they follow.
"""

from datetime import datetime

from django.db import transaction

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.earnings.models import Earning
from sessions.earnings.policies import is_paid
from sessions.ledger.actions import Move, Place, Reason, post
from sessions.ledger.models import Account, LedgerEntry
from sessions.ledger.states import Kind
from sessions.prices.sums import Pay, pay_for, terms

EARNED, TAKEN_BACK = "earned", "earned_back"


def earn(booking: Booking, *, now: datetime) -> Earning | None:
    """Pay for a session that is paid, unless that has happened. None where nothing moves.

    What was paid for it goes to the specialist and to PeerHub; where that is less than the floor,
    PeerHub adds the rest. What an earlier pay for it left with them (``take_back``) is counted in.
    """
    before = list(Earning.objects.filter(booking=booking).order_by("pk"))
    if (before and not before[-1].is_back) or not is_paid(booking):
        return None
    on = booking.starts_at.astimezone(booking.specialist.person.zone).date()
    deposit = lies_in(deposit_of(booking))
    whole = pay_for(deposit, booking.minutes, terms(on))
    left = sum(each.base_cents for each in before), sum(each.above_cents for each in before)
    due = Pay(max(whole.base - left[0], 0), max(whole.above - left[1], 0))
    from_deposit = min(deposit, due.cents)
    moves = _moves(
        (from_deposit, deposit_of(booking), _pay(booking)),
        (deposit - from_deposit, deposit_of(booking), share_of(booking)),
        (due.cents - from_deposit, share_of(booking), _pay(booking)),
    )
    return _written(booking, moves, due, deposit, is_back=False, number=len(before), now=now)


def take_back(booking: Booking, *, now: datetime) -> Earning | None:
    """Undo the pay: what was paid for the session lies there again. None where nothing was earned.

    It comes from what was not paid out to them yet. Beyond that they keep what they have, and PeerHub
    bears it: nobody owes us anything because somebody remembered otherwise.
    """
    before = list(Earning.objects.filter(booking=booking).order_by("pk"))
    if not before or before[-1].is_back:
        return None
    deposit = before[-1].deposit_cents
    lies_in(deposit_of(booking))  # locked in the order of all
    earned, there = sum(each.cents for each in before), lies_in(_pay(booking))
    back = min(earned, there)
    base = min(sum(each.base_cents for each in before), back)
    to_deposit = min(back, deposit)
    moves = _moves(
        (to_deposit, _pay(booking), deposit_of(booking)),
        (back - to_deposit, _pay(booking), share_of(booking)),
        (deposit - to_deposit, share_of(booking), deposit_of(booking)),
    )
    pay = Pay(-base, base - back)
    return _written(booking, moves, pay, deposit, is_back=True, number=len(before), now=now)


@transaction.atomic
def settle(booking: Booking, *, now: datetime) -> None:
    """Count a session anew, for which money came after it was held. Without such money nothing happens.

    For who hears of payments: a message about one can be days late.
    """
    User.objects.all_locked(booking.member_id, booking.specialist.person_id)
    booking.refresh_from_db(fields=["state", "starts_at", "ends_at"])
    if lies_in(deposit_of(booking)):
        count_anew(booking, now=now)


def count_anew(booking: Booking, *, now: datetime) -> bool:
    """Pay for a session for which something lies there; whether it is paid. With both people locked."""
    if not is_paid(booking):
        return False
    take_back(booking, now=now)
    return earn(booking, now=now) is not None


def _written(
    booking: Booking,
    moves: list[Move],
    pay: Pay,
    deposit: int,
    *,
    is_back: bool,
    number: int,
    now: datetime,
) -> Earning | None:
    if not moves:
        return None
    return Earning.objects.create(
        entry=_entry(booking, moves, is_back=is_back, number=number, now=now),
        booking=booking,
        specialist=booking.specialist,
        is_back=is_back,
        base_cents=pay.base,
        above_cents=pay.above,
        deposit_cents=deposit,
        minutes=booking.minutes,
        starts_at=booking.starts_at,
        at=now,
    )


def _entry(
    booking: Booking, moves: list[Move], *, is_back: bool, number: int, now: datetime
) -> LedgerEntry:
    why = TAKEN_BACK if is_back else EARNED
    # About nobody: on a page of entries, what a session brought would say what its member paid.
    reason = Reason(f"{why}:booking:{booking.public_id}:{number + 1}", why)
    return post(reason, moves, now=now)


def _moves(*wished: tuple[int, Place, Place]) -> list[Move]:
    return [Move(amount, source, target) for amount, source, target in wished if amount]


def lies_in(place: Place) -> int:
    """What lies there; nobody moves anything there until we end."""
    rows = Account.objects.select_for_update(of=("self",)).filter(
        kind=place.kind, owner=place.owner, label=place.label
    )
    return rows.values_list("balance", flat=True).first() or 0


def deposit_of(booking: Booking) -> Place:
    """Where what was paid for it lies until it is earned."""
    return Place(Kind.DEPOSIT, booking.specialist.person_id, booking.public_id)


def _pay(booking: Booking) -> Place:
    return Place(Kind.PAY, booking.specialist.person_id)


def share_of(booking: Booking) -> Place:
    """For each specialist apart: one row for all would make all sessions wait for each other."""
    return Place(Kind.SHARE, booking.specialist.person_id)
