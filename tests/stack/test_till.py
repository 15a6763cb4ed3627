"""The stand-in for the card company: it speaks as Stripe does, and nothing of PeerHub knows it."""

import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stripe
from django.core.exceptions import ImproperlyConfigured

from peerhub.settings import env
from peerhub.stack.till import prepared as tills
from peerhub.stack.till.server import Till
from sessions.payments.gateway import Order
from sessions.payments.gateway.stripes import StripeGateway, asked_of
from tests.stack.stripe_types import strange

KEY, SECRET = "sk_test_of_a_test", "whsec_of_a_test"
TYPES = {
    "checkout.session": ("stripe.checkout._session", "Session"),
    "payment_intent": ("stripe._payment_intent", "PaymentIntent"),
    "charge": ("stripe._charge", "Charge"),
    "refund": ("stripe._refund", "Refund"),
    "dispute": ("stripe._dispute", "Dispute"),
    "event": ("stripe._event", "Event"),
    "balance_transaction": ("stripe._balance_transaction", "BalanceTransaction"),
}


@pytest.fixture
def till() -> Iterator[Till]:
    made = Till(":memory:", key=KEY, secret=SECRET, hook="")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def client(till: Till) -> stripe.StripeClient:
    return stripe.StripeClient(
        KEY, base_addresses={"api": f"http://127.0.0.1:{till.port}"}, max_network_retries=0
    )


def order(reference: str = "Xy1", cents: int = 1500) -> Order:
    closes = datetime.now(UTC) + timedelta(minutes=31)
    return Order(reference, cents, closes, "https://peerhub.example/payments/Xy1/")


def begun(client: stripe.StripeClient, **options: str) -> stripe.checkout.Session:
    return client.v1.checkout.sessions.create(asked_of(order()), options)  # type: ignore[arg-type]


def test_each_field_that_it_answers_is_one_of_stripes_own_with_that_type(till, client):
    made = begun(client)
    till.bank.pay(made.id)
    intent = str(client.v1.checkout.sessions.retrieve(made.id).payment_intent)
    client.v1.payment_intents.capture(intent)
    client.v1.refunds.create({"payment_intent": intent})
    till.bank.dispute(intent, "needs_response")

    for kind, (module, name) in TYPES.items():
        things = till.bank.store.every(kind)
        assert things, kind
        assert [strange(module, name, thing) for thing in things] == [[]] * len(things), kind


def test_a_field_that_is_none_of_theirs_is_found(till, client):
    thing = json.loads(str(begun(client)))

    assert strange(*TYPES["checkout.session"], {**thing, "colour": "red"}) == ["colour"]
    assert strange(*TYPES["checkout.session"], {**thing, "amount_total": "15"}) == ["amount_total"]


def test_all_that_we_send_is_in_the_librarys_own_types():
    module = "stripe.params.checkout._session_create_params"

    assert strange(module, "SessionCreateParams", asked_of(order())) == []


def test_nothing_that_we_send_says_what_it_is_for_or_for_whom():
    sent = json.dumps(asked_of(order()))

    assert json.loads(sent)["line_items"][0]["price_data"]["product_data"] == {"name": "Session"}
    assert json.loads(sent)["metadata"] == {"payment": "Xy1"}
    words = ("customer", "email", "trauma", "peer support", "descriptor", "description")
    assert [word for word in words if word in sent] == []


def test_the_same_key_gets_the_same_answer_and_other_words_under_it_a_no(client):
    first, second = begun(client, idempotency_key="k"), begun(client, idempotency_key="k")
    assert first.id == second.id

    with pytest.raises(stripe.IdempotencyError):
        client.v1.checkout.sessions.create(asked_of(order(cents=1600)), {"idempotency_key": "k"})


def test_without_a_key_the_same_is_done_twice(client):
    assert begun(client).id != begun(client).id


def test_a_page_must_be_open_for_half_an_hour_at_least(client):
    soon = Order("Xy1", 1500, datetime.now(UTC) + timedelta(minutes=5), "https://x.example/")

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(asked_of(soon))


def press(till: Till, url: str, **form: str) -> tuple[str, str]:
    """Send the form of its page as a browser does: where it leads, and what is said."""

    class Stays(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(Stays)
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        with opener.open(url.replace("localhost", "127.0.0.1"), data) as answer:
            return "", answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.headers.get("Location", ""), answer.read().decode()


def test_in_a_browser_one_pays_with_a_card_that_is_none(till, client):
    made = begun(client)

    assert "Nothing is ever taken" in press(till, made.url)[1]
    assert "declined. Nothing was taken" in press(till, made.url, card="declined")[1]
    assert "is this you?" in press(till, made.url, card="asks")[1]
    assert client.v1.checkout.sessions.retrieve(made.id).status == "open"
    assert press(till, made.url, card="pays")[0] == made.success_url
    assert client.v1.checkout.sessions.retrieve(made.id).status == "complete"
    assert "closed" in press(till, made.url, card="pays")[1]


def test_what_is_paid_later_waits_and_then_is_there(till, client):
    made = begun(client)
    till.bank.pay(made.id, later=3)
    gateway = StripeGateway(key=KEY, secret=SECRET, base=f"http://127.0.0.1:{till.port}")
    assert gateway.page(made.id).state == "waits"

    till.bank.clear(made.id)

    assert gateway.page(made.id).state == "done"


def test_a_wrong_key_opens_nothing(till):
    stranger = stripe.StripeClient(
        "sk_test_other", base_addresses={"api": f"http://127.0.0.1:{till.port}"}
    )
    with pytest.raises(stripe.AuthenticationError):
        begun(stranger)


def test_what_it_knows_outlives_it(tmp_path: Path):
    first = Till(tmp_path, key=KEY, secret=SECRET, hook="")
    made = first.bank.begin({**_plain(), "expires_at": order().closes_at.timestamp()})
    first.bank.store.close()
    first.server.server_close()

    second = Till(tmp_path, key=KEY, secret=SECRET, hook="")

    assert second.bank.session(made["id"]) == made
    second.bank.store.close()
    second.server.server_close()


def _plain() -> dict[str, object]:
    return {**asked_of(order())}


def test_an_account_that_is_named_already_is_used_instead(tmp_path, monkeypatch):
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)
    one, other = (tills.prepared(tmp_path, "http://localhost:8000") for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.environment["STRIPE_SECRET_KEY"] != other.environment["STRIPE_SECRET_KEY"]

    monkeypatch.setenv("STRIPE_SECRET_KEY", "sk_test_of_an_account")

    assert tills.prepared(tmp_path, "http://localhost:8000") is None


def test_production_refuses_every_address_but_stripes():
    """Read the settings of production in a process of its own."""
    given = {
        "SECRET_KEY": "x" * 60,
        "FIELD_KEY": "y" * 60,
        "PUBLIC_URL": "https://peerhub.example",
        "ALLOWED_HOSTS": "peerhub.example",
        "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "STRIPE_API_BASE": "http://127.0.0.1:1",
    }
    done = subprocess.run(
        [sys.executable, "-c", "import peerhub.settings.production"],
        env=given, capture_output=True, text=True, check=False,
    )  # fmt: skip

    said = "ImproperlyConfigured: STRIPE_API_BASE can only be https://api.stripe.com here."
    assert said in done.stderr


def test_stripes_own_address_may_be_named(monkeypatch):
    env.refuse_other("STRIPE_CHECKOUT", "https://checkout.stripe.com")
    monkeypatch.setenv("STRIPE_CHECKOUT", "https://checkout.stripe.com")
    env.refuse_other("STRIPE_CHECKOUT", "https://checkout.stripe.com")
    monkeypatch.setenv("STRIPE_CHECKOUT", "https://checkout.stripe.com.example")
    with pytest.raises(ImproperlyConfigured):
        env.refuse_other("STRIPE_CHECKOUT", "https://checkout.stripe.com")
