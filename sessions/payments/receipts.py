"""A receipt that can be taken along: a sum and a day, and nothing of whom or what for."""

from peerhub.ui import pdf
from peerhub.ui.moments import in_words
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState
from sessions.prices.sums import in_dollars


def receipt(payment: Payment) -> bytes:
    """The file."""
    return pdf.drawn(page_of(payment))


def page_of(payment: Payment) -> pdf.Page:
    """What stands in it."""
    zone = payment.member.zone
    lines = [
        f"Number: {payment.public_id}",
        f"Paid to PeerHub, by card: {in_dollars(payment.cents)}",
        f"For: session, {payment.minutes} minutes, {in_words(payment.starts_at, 'full', zone)}",
        f"Paid on: {in_words(payment.begun_at, 'full', zone)}",
    ]
    if payment.state in {PaymentState.REFUND_ASKED, PaymentState.REFUNDED, PaymentState.LOST}:
        lines.append(f"Given back: {in_dollars(payment.cents)}")
    return pdf.Page(
        name="receipt",
        heading="Receipt",
        lead="From PeerHub.",
        sections=[("What was paid", lines)],
        last="Keep it for a health account or a tax return, if you like.",
    )
