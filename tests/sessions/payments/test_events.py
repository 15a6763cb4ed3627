"""Events of the card company: forged, doubled, late, in any order, too big, unknown (F14)."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from stripe import WebhookSignature

from peerhub.stack.till import shapes
from sessions.payments import actions, gateway
from sessions.payments.gateway.stripes import StripeGateway
from sessions.payments.models import EventsRead, Payment, PaymentEvent
from sessions.payments.states import PaymentState
from tests.sessions.payments.conftest import SECRET, looked_at, what_was_done

pytestmark = pytest.mark.django_db
S = PaymentState
HOOK = "/payments/hook/"
LATER = timedelta(minutes=5)  # for a slow machine: the page reads the clock itself


def body_of(kind: str, about: dict[str, Any]) -> str:
    return json.dumps(shapes.event(kind, about))


def told(
    body: str, *, secret: str = SECRET, at: int | None = None, signed: str | None = None
) -> int:
    header = WebhookSignature.generate_signature_header(signed or body, secret, at)
    browser = Client(enforce_csrf_checks=True)
    return browser.post(
        HOOK, body, content_type="application/json", headers={"Stripe-Signature": header}
    ).status_code


@pytest.fixture
def completed(till, begun) -> str:
    """Maya has paid, and an event says so; she did not come back."""
    found = till.bank.pay(begun.page_id)
    return body_of("checkout.session.completed", found)


def test_an_event_alone_is_enough_without_anybody_coming_back(completed, now):
    assert told(completed) == 200
    actions.go_on_with_due(now=now + LATER)
    assert Payment.objects.get().state == S.CAPTURED


def test_it_only_wakes_and_nothing_of_it_is_believed(till, begun, now):
    """It says that all was paid; what counts is what the card company says when it is asked."""
    lie = {**till.bank.session(begun.page_id), "status": "complete", "payment_status": "paid"}
    assert told(body_of("checkout.session.completed", lie)) == 200
    actions.go_on_with_due(now=now + LATER)
    assert Payment.objects.get().state == S.BEGUN


def test_the_same_five_times_is_heard_of_once(completed, now, till):
    assert [told(completed) for _ in range(5)] == [200] * 5
    assert PaymentEvent.objects.count() == 1
    actions.go_on_with_due(now=now + LATER)
    assert what_was_done(till) == ["begun", "paid", "captured"]


def test_the_effect_and_the_row_come_together_or_not_at_all(completed, begun, monkeypatch):
    before = Payment.objects.get().due_at
    monkeypatch.setattr(Payment, "wake", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        told(completed)
    assert PaymentEvent.objects.count() == 0
    monkeypatch.undo()
    assert told(completed) == 200
    assert Payment.objects.get().due_at != before


def test_events_in_the_wrong_order_end_in_the_same_state(till, paid, now, maya):
    back = actions.go_on(actions.have_it_back(paid, by=maya, now=now), now=now)
    for event in till.bank.store.every("event"):  # the latest first
        assert told(json.dumps(event)) == 200
        looked_at(back, now)
    assert Payment.objects.get().state == S.REFUNDED
    assert what_was_done(till) == ["begun", "paid", "captured", "refunded"]


def test_an_event_that_is_told_three_days_late_is_taken_its_signature_is_new(completed):
    late = json.loads(completed)
    late["created"] -= 3 * 86400
    assert told(json.dumps(late)) == 200


REFUSED = {
    "signed by somebody else": {"secret": "whsec_of_somebody_else"},
    "an old signature": {"at": int(time.time()) - 301},
    "one byte more than was signed": {"signed": "{}"},
}


def test_what_is_not_theirs_changes_nothing(completed, begun):
    before = Payment.objects.get().due_at
    assert {name: told(completed, **how) for name, how in REFUSED.items()} == dict.fromkeys(
        REFUSED, 400
    )
    assert (PaymentEvent.objects.count(), Payment.objects.get().due_at) == (0, before)


def test_what_is_no_event_or_too_big_is_refused(settings):
    """No header that is one, signed nonsense, ten megabytes: none of it is more than an answer."""
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test_x", SECRET
    gateway.use(StripeGateway(key="sk_test_x", secret=SECRET, base="http://127.0.0.1:9"))

    def sent(body: bytes | str, header: str = "") -> int:
        given = {"Stripe-Signature": header}
        return Client().post(HOOK, body, content_type="application/json", headers=given).status_code

    for header in ("", "t=1", "v1=00", "t=x,v1=00", "\x7f" * 20):
        assert sent("{}", header) == 400, header
    for body in ("", "[]", "{}", '"x"', "{" * 50, '{"object": "event"}'):
        assert told(body) == 400, body
    for size, status in ((256 * 1024, 400), (256 * 1024 + 1, 413), (10**7, 413)):
        assert sent(b"x" * size) == status, size
    gateway.use(None)


def test_an_event_of_a_kind_that_we_do_not_know_is_taken_and_wakes_nobody(begun, till):
    before = Payment.objects.get().due_at
    assert told(body_of("customer.created", {"id": "cus_1", "object": "customer"})) == 200
    assert (
        told(body_of("payment_intent.created", {"id": "pi_x", "object": "payment_intent"})) == 200
    )
    assert Payment.objects.get().due_at == before


def test_without_keys_there_is_nobody_to_hear_it(completed, settings):
    settings.STRIPE_SECRET_KEY = ""
    assert told(completed) == 404


def test_nobody_reads_there(client):
    assert client.get(HOOK).status_code == 405


def test_what_never_came_is_read_off_their_own_list_once(completed, till, now):
    assert actions.read_the_list(now=now) == len(till.bank.store.every("event"))
    assert actions.read_the_list(now=now) == 0
    assert EventsRead.objects.get().until == now
    actions.go_on_with_due(now=now + LATER)
    assert Payment.objects.get().state == S.CAPTURED


def test_old_ones_are_forgotten(completed, now):
    told(completed)
    assert (actions.forget_old(now=now + timedelta(days=39)), PaymentEvent.objects.count()) == (
        0,
        1,
    )
    assert actions.forget_old(now=now + timedelta(days=41)) == 1
