"""The life of a payment: promised by a card, booked, taken; or nothing is taken; or it goes back."""

from django.db.models import TextChoices


class PaymentState(TextChoices):
    """Where a payment stands."""

    BEGUN = "begun", "not paid yet"
    AUTHORISED = "authorised", "promised by the card"
    BOOKED = "booked", "the session is booked"  # and the money is taken in a moment
    CAPTURED = "captured", "paid"
    RELEASING = "releasing", "nothing is taken"  # the card is told in a moment
    RELEASED = "released", "nothing was taken"
    REFUND_ASKED = "refund_asked", "on its way back"
    REFUNDED = "refunded", "given back"
    DISPUTED = "disputed", "asked back through the bank"
    WON = "won", "paid"  # the bank says that it was right
    LOST = "lost", "given back by the bank"


_S = PaymentState
ALLOWED: dict[PaymentState, frozenset[PaymentState]] = {
    _S.BEGUN: frozenset({_S.AUTHORISED, _S.RELEASING, _S.RELEASED}),
    _S.AUTHORISED: frozenset({_S.BOOKED, _S.RELEASING}),
    _S.BOOKED: frozenset({_S.CAPTURED, _S.RELEASING}),
    _S.CAPTURED: frozenset({_S.REFUND_ASKED, _S.REFUNDED, _S.DISPUTED, _S.WON, _S.LOST}),
    _S.RELEASING: frozenset({_S.RELEASED, _S.REFUND_ASKED}),  # it was taken at that very moment
    _S.RELEASED: frozenset({_S.RELEASING}),  # a promise that came late
    _S.REFUND_ASKED: frozenset({_S.REFUNDED, _S.CAPTURED, _S.DISPUTED, _S.LOST}),
    _S.REFUNDED: frozenset({_S.DISPUTED, _S.LOST}),
    _S.DISPUTED: frozenset({_S.WON, _S.LOST, _S.REFUNDED}),
    _S.WON: frozenset({_S.LOST, _S.REFUND_ASKED, _S.REFUNDED}),
    _S.LOST: frozenset(),
}
PAID = (_S.BOOKED, _S.CAPTURED, _S.WON, _S.DISPUTED)  # a session that is borne by it
TAKEN = (_S.CAPTURED, _S.REFUND_ASKED, _S.REFUNDED, _S.DISPUTED, _S.WON, _S.LOST)
WITH_SESSION = (_S.BOOKED, _S.CAPTURED)


class Why(TextChoices):
    """Why nothing is taken, or why it goes back. A person reads these words."""

    NONE = "", ""
    RAN_OUT = "ran_out", "It was not paid in time."
    LET_GO = "let_go", "You let the time go."
    SLOT_GONE = "slot_gone", "The time was not free any more."
    FREE = "free", "The session costs you nothing after all."
    AMOUNT = "amount", "The sum was not the one that we asked for."
    NO_PAGE = "no_page", "The page for paying could not be opened."
    CARD = "card", "The bank took its promise back."
    CANCELLED = "cancelled", "The session is cancelled."
    PEER_AWAY = "peer_away", "The other person was not there."
    FIRST_AWAY = "first_away", "The first session that one misses costs nothing."
    ASKED = "asked", "You asked for it."
    HARD = "hard", "It was a hard session. It costs you nothing."
    ELSEWHERE = "elsewhere", "We gave it back by hand."
    BANK = "bank", "The bank decided."


class Trouble(TextChoices):
    """What a person of ours has to look at."""

    NONE = "", ""
    CAPTURE = "capture", "The session is booked, and the money could not be taken."
    REFUND = "refund", "The money could not be given back."
    PARTLY = "partly", "A part of it was given back by hand."
    DISPUTE = "dispute", "The payer asked their bank to have it back: answer at the card company."
    AWAY = "away", "The card company has not answered for hours."
