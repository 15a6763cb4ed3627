"""Sam asks $30 for half an hour, and the stand-in for the card company answers on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from peerhub.stack.till.server import Till
from sessions.bookings.actions import How, Wish
from sessions.bookings.states import Mode
from sessions.payments import actions, gateway
from sessions.payments.gateway.stripes import StripeGateway
from sessions.payments.models import Payment
from tests.builders_money import use_free_time
from tests.builders_sessions import begin_of_a_day, bookable_specialist

KEY, SECRET = "sk_test_of_a_test", "whsec_of_a_test"
HALF = timedelta(minutes=30)
PRICE = 3000
# One moment for all tests: what takes long to build is then built once (tests/again.py).
ARRIVED = datetime.now(tz=UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(
    days=60
)


@pytest.fixture
def now() -> datetime:
    """The stand-in has a clock of its own, so these tests live in the present."""
    return datetime.now(tz=UTC).replace(microsecond=0)


@pytest.fixture
def till(settings: Any) -> Iterator[Till]:
    made = Till(":memory:", key=KEY, secret=SECRET, hook="")
    made.start()
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET = KEY, SECRET
    base = f"http://127.0.0.1:{made.port}"
    gateway.use(StripeGateway(key=KEY, secret=SECRET, base=base))
    yield made
    gateway.use(None)
    made.stop()


@pytest.fixture
def spent(maya: User, now: datetime) -> None:
    """Maya has no free session left in the months to come."""
    use_free_time(maya, now=now)


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    profile = bookable_specialist(sam, now=ARRIVED)
    set_price(profile, PRICE)
    return profile


@pytest.fixture
def wish(maya: User, peer: SpecialistProfile, spent: None, now: datetime) -> Wish:
    starts_at = begin_of_a_day(peer, now=now)
    return Wish(peer, maya, starts_at, starts_at + HALF)


@pytest.fixture
def begun(till: Till, wish: Wish, now: datetime) -> Payment:
    """Maya pressed "Go on to pay": the page is open, and she has not paid."""
    how = How(Mode.TEXT, "I like quiet.")
    made = actions.begin(wish, how, now=now)
    return actions.go_on(made.payment, now=now)


@pytest.fixture
def paid(till: Till, begun: Payment, now: datetime) -> Payment:
    """She paid, and came back."""
    till.bank.pay(begun.page_id)
    return looked_at(begun, now)


def looked_at(payment: Payment, now: datetime) -> Payment:
    """Somebody is told that something happened, and looks."""
    payment.wake(now=now)
    return actions.go_on(payment, now=now)


def what_was_done(till: Till) -> list[str]:
    """At the card company, in order."""
    return [what for what, _ in till.bank.store.done()]
