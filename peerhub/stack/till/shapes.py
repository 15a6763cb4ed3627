"""Objects as Stripe answers them, in the fields that we know; a test holds them to its own types."""

import time
from typing import Any

import stripe

from peerhub.stack.till.store import Thing, new_id

FEE_SHARE, FEE_FIXED, DISPUTE_FEE = 29, 30, 1500  # per mille, cents, cents


def _thing(prefix: str, kind: str, **fields: Any) -> Thing:
    made = {"id": new_id(prefix), "object": kind, "created": int(time.time())}
    return {**made, **fields}


def session(given: dict[str, Any], origin: str) -> Thing:
    """A page on which somebody can pay."""
    cents = sum(
        int(line["price_data"]["unit_amount"]) * int(line["quantity"])
        for line in given["line_items"]
    )
    made = _thing(
        "cs_test",
        "checkout.session",
        amount_subtotal=cents,
        amount_total=cents,
        cancel_url=given.get("cancel_url"),
        currency=given["line_items"][0]["price_data"]["currency"],
        expires_at=int(given["expires_at"]),
        livemode=False,
        metadata=given.get("metadata", {}),
        mode=given["mode"],
        payment_intent=None,
        payment_method_types=given.get("allowed_payment_method_types", ["card"]),
        payment_status="unpaid",
        status="open",
        success_url=given["success_url"],
        url=None,
    )
    made["url"] = f"{origin}/pay/{made['id']}"
    return made


def intent(of: Thing, given: dict[str, Any], status: str) -> Thing:
    """What became of a press on "Pay"."""
    return _thing(
        "pi_test",
        "payment_intent",
        amount=of["amount_total"],
        amount_capturable=of["amount_total"] if status == "requires_capture" else 0,
        amount_received=0,
        canceled_at=None,
        cancellation_reason=None,
        capture_method=given.get("capture_method", "automatic"),
        currency=of["currency"],
        latest_charge=None,
        livemode=False,
        metadata=given.get("metadata", {}),
        payment_method_types=of["payment_method_types"],
        status=status,
    )


def charge(of: Thing) -> Thing:
    """What stands on the card."""
    return _thing(
        "ch_test",
        "charge",
        amount=of["amount"],
        amount_captured=0,
        amount_refunded=0,
        balance_transaction=None,
        captured=False,
        currency=of["currency"],
        disputed=False,
        livemode=False,
        metadata={},
        paid=True,
        payment_intent=of["id"],
        refunded=False,
        status="succeeded",
    )


def balance(source: Thing, kind: str, amount: int, fee: int) -> Thing:
    """A line of our account at the card company's."""
    return _thing(
        "txn_test",
        "balance_transaction",
        amount=amount,
        available_on=int(time.time()) + 2 * 86400,
        currency=source["currency"],
        description=None,
        exchange_rate=None,
        fee=fee,
        fee_details=[],
        net=amount - fee,
        reporting_category=kind,
        source=source["id"],
        status="pending",
        type=kind,
    )


def fee_of(amount: int) -> int:
    """What a charge costs us, in cents."""
    return amount * FEE_SHARE // 1000 + FEE_FIXED


def refund(of: Thing, amount: int, metadata: dict[str, str]) -> Thing:
    """Money that goes back."""
    return _thing(
        "re_test",
        "refund",
        amount=amount,
        balance_transaction=None,
        charge=of["id"],
        currency=of["currency"],
        metadata=metadata,
        payment_intent=of["payment_intent"],
        reason=None,
        status="succeeded",
    )


def dispute(of: Thing) -> Thing:
    """A payer tells their bank that it is not theirs."""
    return _thing(
        "du_test",
        "dispute",
        amount=of["amount"],
        balance_transactions=[],
        charge=of["id"],
        currency=of["currency"],
        is_charge_refundable=False,
        livemode=False,
        metadata={},
        payment_intent=of["payment_intent"],
        reason="general",
        status="needs_response",
    )


def event(kind: str, about: Thing, *, older_by: int = 0) -> Thing:
    """That something happened."""
    made = _thing(
        "evt_test",
        "event",
        api_version=stripe.api_version,
        data={"object": about},
        livemode=False,
        pending_webhooks=1,
        request={"id": None, "idempotency_key": None},
        type=kind,
    )
    made["created"] -= older_by
    return made


def listed(things: list[Thing], path: str) -> Thing:
    """A list of them."""
    return {"object": "list", "data": things, "has_more": False, "url": path}


def error(kind: str, message: str, code: str = "") -> dict[str, Any]:
    """What went wrong."""
    said = {"type": kind, "message": message}
    return {"error": {**said, "code": code} if code else said}
