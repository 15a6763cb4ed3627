"""How a payment reads to its member: plain words for each state."""

from collections.abc import Mapping
from dataclasses import dataclass

from sessions.payments.models import Payment
from sessions.payments.states import PaymentState, Why

S = PaymentState


@dataclass(frozen=True)
class Said:
    """A heading and what it means; ``waits``: it changes by itself in a moment."""

    heading: str
    means: str
    waits: bool = False


_SAID: Mapping[str, Said] = {
    S.BEGUN: Said(
        "Not paid yet", "Nothing was taken, and nothing is booked. We keep the time for you."
    ),
    S.AUTHORISED: Said(
        "Your card said yes", "We are booking the session now. It takes a moment.", waits=True
    ),
    S.BOOKED: Said(
        "It is booked", "Your card said yes. The receipt is here in a moment.", waits=True
    ),
    S.CAPTURED: Said("Paid", "The session is booked."),
    S.WON: Said("Paid", "Your bank looked at it and left it as it is."),
    S.RELEASING: Said("Nothing is taken", "We are telling your card so now.", waits=True),
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


def said(payment: Payment) -> Said:
    """The words of its state."""
    if payment.state == S.DISPUTED and payment.why:  # what they asked for meanwhile is kept
        return _BACK_LATER
    return _SAID[payment.state]


def why(payment: Payment) -> str:
    """The reason in words; "" where there is none, or it says nothing to a member."""
    if payment.why == Why.FIRST_AWAY:
        return "The first session that you paid for and then missed costs nothing."
    return "" if payment.why in {Why.NONE, Why.LET_GO} else Why(payment.why).label


def moves(payment: Payment) -> bool:
    """Whether something of it is still to happen."""
    return payment.state == S.BEGUN or said(payment).waits
