"""What a payment moves in the ledger. In the transaction that changes its state, with the row locked."""

from datetime import datetime

from django.db import transaction

from sessions.ledger.actions import Move, NotEnough, Place, Reason, balance, post
from sessions.ledger.models import Posting
from sessions.ledger.states import Kind
from sessions.payments.models import Payment

# Words of ours in the ledger; how they read on a member's page is said in ``words``.
CAPTURED, REFUNDED, FEE = "paid", "refunded", "card_fee"
LOST, DISPUTE_FEE = "bank_took_back", "dispute_fee"


def captured(payment: Payment, *, now: datetime) -> None:
    """A member paid: it lies there for their specialist until they have met."""
    move = Move(payment.cents, payer(payment), deposit(payment))
    post(_reason(payment, CAPTURED), [move], now=now)


def fee(payment: Payment, cents: int, *, now: datetime) -> None:
    """What the card company keeps: we bear it, never the two people."""
    if cents > 0:
        reason = Reason(_reference(payment, FEE), FEE)
        post(reason, [Move(cents, Place(Kind.SHARE), Place(Kind.FEES))], now=now)


def given_back(payment: Payment, *, now: datetime) -> None:
    """The member has it back: what lies there for the session, or our own where it is earned."""
    _back(payment, REFUNDED, now)


def lost(payment: Payment, *, now: datetime) -> None:
    """Their bank took it back. We bear it; whoever earned it keeps it."""
    _back(payment, LOST, now)


def dispute_fee(payment: Payment, cents: int, *, now: datetime) -> None:
    """What a bank that is asked costs us, from the first day on; some of it may come back."""
    ours, theirs = Place(Kind.SHARE), Place(Kind.FEES)
    begins = _reference(payment, DISPUTE_FEE)
    lines = Posting.objects.filter(entry__reference__startswith=begins, account__kind=Kind.FEES)
    known = sum(lines.values_list("amount", flat=True))
    if cents == known:
        return
    source, target = (ours, theirs) if cents > known else (theirs, ours)
    reason = Reason(f"{begins}:{lines.count() + 1}", DISPUTE_FEE)
    post(reason, [Move(abs(cents - known), source, target)], now=now)


def payer(payment: Payment) -> Place:
    """What came from this member."""
    return Place(Kind.PAYER, payment.member_id)


def deposit(payment: Payment) -> Place:
    """Where it lies until the two have met."""
    label = payment.booking.public_id if payment.booking else payment.public_id
    return Place(Kind.DEPOSIT, payment.specialist.person_id, label)


def _back(payment: Payment, why: str, now: datetime) -> None:
    reason, source = _reason(payment, why), deposit(payment)
    if balance(source) >= payment.cents:
        try:
            with transaction.atomic():
                post(reason, [Move(payment.cents, source, payer(payment))], now=now)
            return
        except NotEnough:  # earned at this very moment
            pass
    post(reason, [Move(payment.cents, Place(Kind.SHARE), payer(payment))], now=now)


def _reason(payment: Payment, why: str) -> Reason:
    return Reason(_reference(payment, why), why, payment.member)


def _reference(payment: Payment, what: str) -> str:
    """A payment is taken once and goes back once."""
    return f"{what}:payment:{payment.public_id}"
