"""``python -m tests.faults.money_controls NAME``: PeerHub with one rule taken out, for one payment.

Each must be found out by the judge. Nothing in PeerHub knows of this module.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import django

TRIES = 5


def main(name: str) -> None:
    """Do it once without the rule."""
    django.setup()
    CONTROLS[name][1]()


def _paid(number: int) -> str:
    """A new payment, paid by a card that pays; how it stands then."""
    from tests.faults.money_people import control

    payment = _go(_begun(number))
    control("pay", session=payment.page_id)
    done = _go(payment)
    return f"{done.state} {done.why} {done.error}".strip()


def _captured() -> None:
    """One that is written down as taken: a time that was chosen may be gone by then."""
    said = []
    for number in range(TRIES):
        said.append(_paid(number))
        if said[-1] == "captured":
            return
    raise AssertionError(said)


def _begun(number: int = 0) -> Any:
    import random

    from sessions.payments.models import Payment
    from tests.faults.money_people import _begin

    Payment.objects.filter(state="begun").update(state="released", due_at=None)
    assert _begin(random.Random(number))
    return Payment.objects.latest("pk")


def _go(payment: Any) -> Any:
    from peerhub.database import clock
    from sessions.payments import actions

    payment.wake(now=clock())
    return actions.go_on(payment, now=clock())


def _no_key() -> None:
    """Without a key of ours, an answer that is lost is asked for anew: a second page."""
    from sessions.payments.gateway import stripes
    from tests.faults.money_people import control

    def keyless(self: Any, order: Any) -> Any:
        made = self._client.v1.checkout.sessions.create(stripes.asked_of(order))
        return stripes._page(made)

    setattr(stripes.StripeGateway, "begin", stripes._told(keyless))  # noqa: B010 - mypy knows it as a method
    payment = _begun()
    control("faults", lost_answer=1.0)
    _go(payment)
    control("faults", lost_answer=0.0)
    _go(payment)


def _record_first() -> None:
    """Written down before it is taken; and then it dies."""
    from sessions.payments.actions import going, moving
    from sessions.payments.gateway import Hold, HoldState
    from sessions.payments.states import PaymentState

    def early(held: Any, now: Any) -> bool:
        hold = Hold(held.hold_id, HoldState.TAKEN, held.cents, held.public_id, fee=0)
        return moving.change(held, partial(moving.captured, hold=hold, now=now)) and False

    going._STEPS = {**going._STEPS, PaymentState.BOOKED: early}
    _captured()


def _no_signature() -> None:
    """Whoever sends something is believed."""
    from peerhub.database import clock
    from peerhub.stack.till import shapes
    from sessions.payments import actions, gateway
    from sessions.payments.gateway import stripes

    def believes(self: Any, body: bytes, _: str) -> Any:
        return stripes._notice(self._client.construct_event_without_verification(body))

    setattr(stripes.StripeGateway, "opened", believes)  # noqa: B010
    event = shapes.event("charge.refunded", {"id": "ch_x", "object": "charge"})
    assert gateway.is_set_up()
    actions.hear(json.dumps(event).encode(), "t=1,v1=00", now=clock())


def _no_order() -> None:
    """An event is believed as it came: "given back", and nothing of it is asked."""
    from peerhub.database import clock
    from sessions.payments.actions import moving
    from sessions.payments.models import Payment

    found = Payment.objects.filter(state="captured").earliest("pk")
    moving.change(found, partial(moving.refunded, now=clock()))


def _no_ledger() -> None:
    """Taken, and the ledger is told in another transaction that never comes."""
    from sessions.payments.actions import entries

    entries.captured = lambda *_, **__: None
    _captured()


CONTROLS: dict[str, tuple[str, Callable[[], None]]] = {
    "events are believed": ("sums_differ", _no_order),
    "no idempotency key": ("double_charges", _no_key),
    "recorded before it is taken": ("phantoms", _record_first),
    "the signature is not checked": ("forged_events", _no_signature),
    "taken outside of the transaction": ("missing", _no_ledger),
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerhub.settings.dev")
    main(*sys.argv[1:])
