"""What others may know of payments, and figures without anybody."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sessions.bookings.models import Booking
from sessions.payments.models import Payment, PaymentQuerySet
from sessions.payments.states import PAID, TAKEN, PaymentState
from sessions.prices.sums import in_dollars

MONTH = timedelta(days=30)


def paid_for(booking: Booking) -> Payment | None:
    """The payment that bears this session; None where none does, or it went back."""
    return Payment.objects.bearing(booking).first()


def went_back(booking: Booking) -> bool:
    """Whether what was paid for it is back with its member, or on its way."""
    back = (PaymentState.REFUND_ASKED, PaymentState.REFUNDED, PaymentState.LOST)
    gone = (PaymentState.RELEASING, PaymentState.RELEASED)
    return Payment.objects.filter(booking=booking, state__in=(*back, *gone)).exists()


def gone_back() -> PaymentQuerySet:
    """Those of a session that are with their member again, from us or from a bank."""
    return _of_sessions(PaymentState.REFUNDED, PaymentState.LOST)


def undecided() -> PaymentQuerySet:
    """Those of a session of which nobody knows yet whether they go back, or that are on their way."""
    return _of_sessions(PaymentState.REFUND_ASKED, PaymentState.RELEASING, PaymentState.DISPUTED)


def borne_by_card(bookings: Collection[Booking]) -> dict[int, str]:
    """Why nobody else is billed for these, by their keys, in words for our team; without others."""
    rows = Payment.objects.filter(booking__in=bookings, state__in=PAID)
    return dict.fromkeys(rows.values_list("booking", flat=True), "Its member paid by card.")


def figures(*, now: datetime) -> list[tuple[str, str]]:
    """Of the last thirty days: what was paid, what went back, what waits."""
    rows = Payment.objects.filter(begun_at__gt=now - MONTH)
    states = [*rows.values_list("state", "cents", "fee_cents")]
    paid = [cents for state, cents, _ in states if state in TAKEN]
    back = [cents for state, cents, _ in states if state == PaymentState.REFUNDED]
    lost = [cents for state, cents, _ in states if state == PaymentState.LOST]
    waits = sum(state not in TAKEN and state != PaymentState.RELEASED for state, _, _ in states)
    return [
        ("Payments", f"{len(paid)}, {in_dollars(sum(paid))}"),
        ("Given back", f"{len(back)}, {in_dollars(sum(back))}"),
        ("Given back by banks", f"{len(lost)}, {in_dollars(sum(lost))}"),
        ("Kept by the card company", in_dollars(sum(fee or 0 for _, _, fee in states))),
        ("On their way", str(waits)),
    ]


def _of_sessions(*states: PaymentState) -> PaymentQuerySet:
    return Payment.objects.filter(booking__isnull=False, state__in=states)
