"""The card company, by its own library. It learns a sum, the word "Session", and an id of ours.

No retry of the library's own (it would hide what went wrong), no time without an end, no name, no
address and no mail of anybody. Amounts come from our database alone.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import stripe
from django.conf import settings
from stripe.params.checkout import SessionCreateParams

from sessions.payments.gateway import (
    CURRENCY,
    NAME,
    Away,
    Claim,
    Dispute,
    Forged,
    Hold,
    HoldState,
    No,
    Notice,
    Order,
    Page,
    PageState,
)

WITHIN = (4.0, 10.0)  # seconds to connect, and for each read
EVENTS = 100  # of one look
KNOWS = "payment"  # the one name in what we tell them beside the sum
CHARGE = "latest_charge.balance_transaction"
P = ParamSpec("P")
T = TypeVar("T")

# How it stands, by their words. Whatever else there is waits for somebody.
_HOLDS = {
    "requires_capture": HoldState.PROMISED,
    "succeeded": HoldState.TAKEN,
    "canceled": HoldState.LET_GO,
}
_CLAIMS = {
    "won": Claim.WON,
    "lost": Claim.LOST,
    "warning_closed": Claim.NONE,
    "prevented": Claim.NONE,
}
# They say that it is ours to mend: a wrong key, a limit, a server of theirs. Asked again, it may be done.
_AWAY = (
    stripe.APIConnectionError,
    stripe.RateLimitError,
    stripe.AuthenticationError,
    stripe.PermissionError,
)
_THEIR_FAULT = 500
_NOT_NOW = 409  # the same key is at work at this moment


def _told(deed: Callable[P, T]) -> Callable[P, T]:
    """The library's errors as ours; their words stay out of our logs."""

    @wraps(deed)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        with _in_our_words():
            return deed(*args, **kwargs)

    return asked


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except _AWAY as error:
        raise Away(type(error).__name__) from None
    except stripe.StripeError as error:
        status = error.http_status or _THEIR_FAULT
        kind = f"{type(error).__name__} {error.code or status}"
        raise (Away if status >= _THEIR_FAULT or status == _NOT_NOW else No)(kind) from None


def asked_of(order: Order) -> SessionCreateParams:
    """All that we tell of a payment."""
    known = {KNOWS: order.reference}
    return {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": CURRENCY,
                    "unit_amount": order.cents,
                    "product_data": {"name": NAME},
                },
            }
        ],
        "payment_intent_data": {"capture_method": "manual", "metadata": known},
        "metadata": known,
        "expires_at": int(order.closes_at.timestamp()),
        "success_url": order.back_to,
        "cancel_url": order.back_to,
    }


class StripeGateway:
    """One account at Stripe, or the stand-in at another address."""

    def __init__(self, *, key: str, secret: str, base: str) -> None:
        stripe.enable_telemetry = False
        self._secret = secret
        self._client = stripe.StripeClient(
            key,
            base_addresses={"api": base},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=WITHIN),
        )

    @_told
    def begin(self, order: Order) -> Page:
        """Open a page; the same order again gives the same page."""
        made = self._client.v1.checkout.sessions.create(
            asked_of(order), {"idempotency_key": f"begin:{order.reference}"}
        )
        return _page(made)

    @_told
    def page(self, page_id: str) -> Page:
        """The page as it stands."""
        found = self._client.v1.checkout.sessions.retrieve(page_id, {"expand": ["payment_intent"]})
        return _page(found)

    @_told
    def close(self, page_id: str) -> None:
        """Let nobody pay there any more."""
        self._client.v1.checkout.sessions.expire(page_id)

    @_told
    def hold(self, hold_id: str) -> Hold:
        """The money as it stands."""
        return _hold(self._client.v1.payment_intents.retrieve(hold_id, {"expand": [CHARGE]}))

    @_told
    def take(self, hold_id: str, *, key: str) -> Hold:
        """Take what was promised."""
        taken = self._client.v1.payment_intents.capture(
            hold_id, {"expand": [CHARGE]}, {"idempotency_key": key}
        )
        return _hold(taken)

    @_told
    def let_go(self, hold_id: str, *, key: str) -> None:
        """Take nothing."""
        self._client.v1.payment_intents.cancel(hold_id, {}, {"idempotency_key": key})

    @_told
    def give_back(self, hold_id: str, *, key: str) -> None:
        """Give all of it back."""
        self._client.v1.refunds.create({"payment_intent": hold_id}, {"idempotency_key": key})

    @_told
    def dispute(self, hold_id: str) -> Dispute:
        """The latest word of the payer's bank."""
        found = self._client.v1.disputes.list({"payment_intent": hold_id, "limit": 1}).data
        if not found:
            return Dispute(Claim.NONE)
        fee = sum(line.fee for line in found[0].balance_transactions)
        return Dispute(_CLAIMS.get(found[0].status, Claim.OPEN), fee)

    def opened(self, body: bytes, signature: str) -> Notice:
        """An event whose signature is theirs, and not older than five minutes."""
        try:
            return _notice(self._client.construct_event(body, signature, self._secret))
        except (stripe.SignatureVerificationError, ValueError, TypeError, KeyError, AttributeError):
            raise Forged from None

    @_told
    def since(self, at: datetime) -> Sequence[Notice]:
        """What happened from then on, as they remember it for 30 days."""
        listed = self._client.v1.events.list(
            {"created": {"gte": int(at.timestamp())}, "limit": EVENTS}
        )
        return [_notice(each) for each in listed.auto_paging_iter()]


def from_settings() -> StripeGateway:
    """That of this installation."""
    return StripeGateway(
        key=settings.STRIPE_SECRET_KEY,
        secret=settings.STRIPE_WEBHOOK_SECRET,
        base=settings.STRIPE_API_BASE,
    )


def _page(found: "stripe.checkout.Session") -> Page:
    hold = found.payment_intent
    hold_id = hold if isinstance(hold, str) else hold.id if hold else ""
    if found.status == "open":
        return Page(found.id, PageState.OPEN, found.url or "")
    if found.status == "expired" or not hold_id:
        return Page(found.id, PageState.CLOSED)
    waits = not isinstance(hold, str) and hold is not None and hold.status not in _HOLDS
    return Page(found.id, PageState.WAITS if waits else PageState.DONE, hold_id=hold_id)


def _hold(found: "stripe.PaymentIntent") -> Hold:
    charge, fee = found.latest_charge, None
    given_back, disputed = 0, False
    if charge is not None and not isinstance(charge, str):
        given_back, disputed = charge.amount_refunded, charge.disputed
        line = charge.balance_transaction
        fee = line.fee if line is not None and not isinstance(line, str) else None
    return Hold(
        id=found.id,
        state=_HOLDS.get(found.status, HoldState.WAITS),
        cents=found.amount,
        reference=str(found.metadata.to_dict().get(KNOWS, "")),
        given_back=given_back,
        fee=fee,
        is_disputed=disputed,
    )


def _notice(event: stripe.Event) -> Notice:
    about: dict[str, Any] = event.data.object.to_dict()
    kind = about.get("object", "")
    page_id = about["id"] if kind == "checkout.session" else ""
    hold = about["id"] if kind == "payment_intent" else about.get("payment_intent")
    hold_id = hold if isinstance(hold, str) else (hold or {}).get("id", "")
    known = (about.get("metadata") or {}).get(KNOWS, "")
    return Notice(event.id, event.type, page_id, hold_id, str(known))
