"""How a payment reads to its member: plain words for each state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.parts import Part
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState, Why
from sessions.prices.sums import in_dollars

S = PaymentState


@dataclass(frozen=True)
class Said:
    """A heading and what it means; ``waits``: it changes by itself in a moment."""

    heading: str
    means: str
    waits: bool = False


_SAID: Mapping[str, Said] = {
    S.BEGUN: Said("Not paid yet", "Nothing was taken, and nothing is booked."),
    S.AUTHORISED: Said(
        "Your card said yes", "We are booking the session now. It takes a moment.", waits=True
    ),
    S.BOOKED: Said(
        "It is booked", "Your card said yes. The receipt is here in a moment.", waits=True
    ),
    S.CAPTURED: Said("Paid", "The session is booked."),
    S.WON: Said("Paid", "Your bank looked at it and left it as it is."),
    S.RELEASING: Said("Nothing is taken", "We are telling the card company so now.", waits=True),
    S.RELEASED: Said(
        "Nothing was taken",
        "If your bank shows a sum that is held, it goes away by itself within some days.",
    ),
    S.REFUND_ASKED: Said("On its way back", "We are giving all of it back now.", waits=True),
    S.REFUNDED: Said(
        "Given back", "All of it is on its way to your card. Banks can take up to ten days."
    ),
    S.DISPUTED: Said("Your bank is looking at it", "You asked your bank to have it back."),
    S.LOST: Said("Given back by your bank", "All of it went back to you."),
}

_BACK_LATER = Said(
    "Your bank is looking at it",
    "You asked your bank to have it back. If your bank gives it back, it comes from there. If your"
    " bank leaves it to us, all of it comes back from us. You need not do anything.",
)


# They paid in a way that takes a while; only the page at the card company knows it.
_AT_BANK = Said(
    "Waiting for your bank",
    "You paid in a way that takes a while. We book the session once your bank says yes.",
    waits=True,
)


def said(payment: Payment, *, at_bank: bool = False) -> Said:
    """The words of its state; ``at_bank``: its page says that a bank has not answered yet."""
    if payment.state == S.DISPUTED and payment.why:  # what they asked for meanwhile is kept
        return _BACK_LATER
    return _AT_BANK if at_bank and payment.state == S.BEGUN else _SAID[payment.state]


def why(payment: Payment) -> str:
    """The reason in words; "" where there is none, or it says nothing to a member."""
    if payment.why == Why.FIRST_AWAY:
        return "The first session that you paid for and then missed costs nothing."
    return "" if payment.why in {Why.NONE, Why.LET_GO} else Why(payment.why).label


def moves(payment: Payment) -> bool:
    """Whether something of it is still to happen."""
    return payment.state == S.BEGUN or said(payment).waits


_ON_SESSION: Mapping[str, str] = {
    S.RELEASING: "Nothing is taken from your card.",
    S.RELEASED: "Nothing was taken from your card.",
    S.DISPUTED: "You paid {sum} by card. Your bank is looking at it, as you asked.",
    S.REFUND_ASKED: "All of your money, {sum}, is on its way back to your card.",
    S.REFUNDED: "All of your money, {sum}, went back to your card. Banks can take up to ten days.",
    S.LOST: "All of your money, {sum}, went back to you through your bank.",
}


def what_was_paid(booking: Booking, reader: User, now: datetime) -> Part | None:
    """On the pages of a session that was paid, for its member alone: the sum, and where it is now."""
    if reader.pk != booking.member_id:
        return None
    found = Payment.objects.filter(booking=booking).first()
    if found is None:
        return None
    words = _ON_SESSION.get(found.state, "You paid {sum} by card.")
    words = words.format(sum=in_dollars(found.cents))
    if found.state not in _ON_SESSION and booking.may_be_cancelled(now=now):
        words += " Cancel the session, and all of it goes back to your card by itself."
    return Part("sessions/payments/_on_session.html", {"words": words, "payment": found})
