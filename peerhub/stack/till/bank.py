"""What is done at the card company: each deed changes things and plans to tell of it."""

import time
from dataclasses import dataclass, field
from typing import Any

from peerhub.stack.till import shapes
from peerhub.stack.till.faults import Faults, happens
from peerhub.stack.till.store import Store, Thing

EXPIRES_WITHIN = (30 * 60, 24 * 3600)  # seconds, as Stripe wants it of a session
SLACK = 60  # seconds between two clocks
PENDING = "processing"


class Refused(Exception):
    """Stripe's no: a status, a kind of error, and what is said."""

    def __init__(self, message: str, *, status: int = 400, kind: str = "", code: str = "") -> None:
        super().__init__(message)
        self.status, self.code = status, code
        self.kind = kind or "invalid_request_error"


@dataclass
class Bank:
    """``origin`` is where browsers find its pages."""

    store: Store
    origin: str
    faults: Faults = field(default_factory=Faults)

    # ---- pages on which somebody pays

    def begin(self, given: dict[str, Any]) -> Thing:
        """Open one."""
        if given.get("mode") != "payment":
            raise Refused("The stand-in knows payments alone.")
        if "payment_method_types" in given:  # gone with the version of September 2026
            raise Refused("Received unknown parameter: payment_method_types")
        ahead = int(given["expires_at"]) - time.time()
        if not EXPIRES_WITHIN[0] - SLACK <= ahead <= EXPIRES_WITHIN[1] + SLACK:
            raise Refused("The `expires_at` timestamp must be between 30 minutes and 24 hours.")
        made = shapes.session(given, self.origin)
        self.store.put({**given.get("payment_intent_data", {}), "id": made["id"] + ":asked",
                        "object": "asked", "created": made["created"]})  # fmt: skip
        self.store.note("begun", made["metadata"].get("payment", ""))
        return self.store.put(made)

    def session(self, key: str) -> Thing:
        """One, closed if its time is over."""
        found = self._found(key, "checkout.session")
        if found["status"] == "open" and found["expires_at"] <= time.time():
            return self._expired(found)
        return found

    def expire(self, key: str) -> Thing:
        """Close one before its time."""
        found = self.session(key)
        if found["status"] != "open":
            raise Refused("Only Checkout Sessions with a status in [open] can be expired.")
        return self._expired(found)

    def pay(self, key: str, *, later: float | None = None) -> Thing:
        """The press on "Pay", with a card that pays: at once, or after some seconds."""
        found = self.session(key)
        if found["status"] != "open":
            raise Refused("This page is closed.")
        asked = self.store.get(key + ":asked", "asked") or {}
        by_hand = asked.get("capture_method") == "manual"
        status = PENDING if later is not None else "requires_capture" if by_hand else "succeeded"
        intent = shapes.intent(found, asked, status)
        found |= {"status": "complete", "payment_intent": intent["id"], "url": None}
        self.store.put(found)
        self.store.put(intent)
        self.store.note("paid", intent["id"])
        if later is None:
            self._authorised(intent)
        self.tell("checkout.session.completed", found)
        return found

    def clear(self, key: str) -> Thing:
        """What was to be paid later is there."""
        found = self._found(key, "checkout.session")
        intent = self._found(str(found["payment_intent"]), "payment_intent")
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        self._authorised(intent)
        self.tell("checkout.session.async_payment_succeeded", found)
        return found

    # ---- what was promised by a card

    def intent(self, key: str) -> Thing:
        """One."""
        return self._found(key, "payment_intent")

    def capture(self, key: str) -> Thing:
        """Take what was promised."""
        intent = self.intent(key)
        if intent["status"] != "requires_capture":
            raise Refused(
                "This PaymentIntent could not be captured because it has a status of "
                f"{intent['status']}.",
                code="payment_intent_unexpected_state",
            )
        charge = self._found(intent["latest_charge"], "charge")
        line = shapes.balance(charge, "charge", charge["amount"], shapes.fee_of(charge["amount"]))
        charge |= {
            "captured": True,
            "amount_captured": charge["amount"],
            "balance_transaction": self.store.put(line)["id"],
        }
        intent |= {
            "status": "succeeded",
            "amount_received": intent["amount"],
            "amount_capturable": 0,
        }
        self.store.put(charge)
        self.store.put(intent)
        self.store.note("captured", intent["id"])
        self.tell("charge.captured", charge)
        self.tell("payment_intent.succeeded", intent)
        return intent

    def cancel(self, key: str, why: str | None) -> Thing:
        """Take nothing."""
        intent = self.intent(key)
        if intent["status"] not in {"requires_capture", "requires_action", PENDING}:
            raise Refused(
                f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}.",
                code="payment_intent_unexpected_state",
            )
        intent |= {
            "status": "canceled",
            "canceled_at": int(time.time()),
            "cancellation_reason": why,
            "amount_capturable": 0,
        }
        self.store.put(intent)
        self.tell("payment_intent.canceled", intent)
        return intent

    # ---- back again

    def refund(self, given: dict[str, Any]) -> Thing:
        """Give back what was taken."""
        intent = self.intent(given.get("payment_intent", ""))
        charge = self._found(intent["latest_charge"] or "", "charge")
        left = charge["amount_captured"] - charge["amount_refunded"]
        amount = int(given.get("amount", left) or 0)
        if not charge["captured"]:
            raise Refused("This PaymentIntent does not have a successful charge to refund.")
        if any(
            each["status"] != "won" for each in self.store.every("dispute", charge=charge["id"])
        ):
            raise Refused("This charge has been charged back.", code="charge_disputed")
        if amount <= 0 or amount > left:
            raise Refused("Charge has already been refunded.", code="charge_already_refunded")
        made = shapes.refund(charge, amount, given.get("metadata", {}))
        line = shapes.balance(made, "refund", -amount, 0)
        made["balance_transaction"] = self.store.put(line)["id"]
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
        self.store.put(charge)
        self.store.put(made)
        self.store.note("refunded", intent["id"])
        self.tell("charge.refunded", charge)
        return made

    def dispute(self, intent_key: str, status: str) -> Thing:
        """The payer asks their bank for it back, or the bank has decided."""
        charge = self._found(self.intent(intent_key)["latest_charge"] or "", "charge")
        (found, *_) = self.store.every("dispute", charge=charge["id"]) or [shapes.dispute(charge)]
        if not found["balance_transactions"]:
            line = shapes.balance(found, "adjustment", -found["amount"], shapes.DISPUTE_FEE)
            found["balance_transactions"] = [self.store.put(line)]
            charge["disputed"] = True
            self.store.put(charge)
        is_new, found["status"] = status == "needs_response", status
        self.store.put(found)
        closed = status in {"won", "lost"}
        self.tell(f"charge.dispute.{'created' if is_new else 'closed' if closed else 'updated'}", found)  # fmt: skip
        return found

    def tell(self, kind: str, about: Thing) -> Thing:
        """Plan to tell of it."""
        event = self.store.put(shapes.event(kind, about, older_by=self.faults.older_by))
        if not happens(self.faults.drop):
            self.store.send(event, time.time() + self.faults.delay)
        return event

    def _authorised(self, intent: Thing) -> None:
        charge = self.store.put(shapes.charge(intent))
        intent["latest_charge"] = charge["id"]
        self.store.put(intent)
        self.tell("payment_intent.amount_capturable_updated", intent)

    def _expired(self, found: Thing) -> Thing:
        found |= {"status": "expired", "url": None}
        self.store.put(found)
        self.tell("checkout.session.expired", found)
        return found

    def _found(self, key: str, kind: str) -> Thing:
        found = self.store.get(key, kind)
        if found is None:
            raise Refused(f"No such {kind}: '{key}'", status=404, code="resource_missing")
        return found
