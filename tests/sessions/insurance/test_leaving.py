"""Maya leaves for good: of money and plans stays what books and the law ask for, and no word of hers."""

from datetime import timedelta
from uuid import uuid4

import pytest

from matching.peers.actions import set_price
from peerhub.accounts.models import User
from sessions.bookings.actions import How, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.insurance import actions
from sessions.insurance.models import Coverage, CoverageEntry, EligibilityAnswer
from sessions.ledger.models import LedgerEntry
from sessions.payments import actions as payments
from sessions.payments import gateway
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState
from sessions.prices.actions import declare
from sessions.prices.models import OwnShare
from sessions.wallet import actions as wallet
from sessions.wallet.models import PoolPress
from tests.builders_money import use_free_time
from tests.builders_sessions import free_time
from tests.cast import NOON
from tests.sessions.insurance.conftest import LATER, Met

pytestmark = pytest.mark.django_db
HALF = timedelta(minutes=30)


@pytest.mark.parametrize("state", [PaymentState.BEGUN, PaymentState.AUTHORISED])
def test_all_goes_that_the_page_says_and_the_books_stay(
    state: PaymentState,
    whole: Coverage,
    maya: User,
    ade: User,
    peer,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(gateway, "is_set_up", lambda: True)
    set_price(peer, 3000)
    use_free_time(maya, now=NOON)
    starts_at = free_time(peer, now=NOON, number=3)
    wish = Wish(peer, maya, starts_at, starts_at + HALF)
    begun = payments.begin(wish, How(Mode.TEXT, "I like quiet."), now=NOON).payment
    Payment.objects.update(state=state)
    wallet.sponsor(2, key=uuid4(), by=ade, now=NOON)
    wallet.take_from_pool(maya, now=NOON)
    declare(maya, 50, now=NOON)
    books = set(LedgerEntry.objects.values_list("pk", flat=True))

    for _ in range(2):
        actions.erase(maya, now=LATER)

    row = Payment.objects.get()
    assert (row.pk, row.cents, row.state) == (begun.pk, 1500 * 2, PaymentState.RELEASING)
    assert (bytes(row.sealed_note), row.note) == (b"", "")
    assert not Booking.rows.filter(state=BookingState.OFFERED).exists()  # the time is free again
    assert set(LedgerEntry.objects.values_list("pk", flat=True)) == books
    for gone in (OwnShare, PoolPress, CoverageEntry, EligibilityAnswer):
        assert not gone.objects.exists()
    ended = Coverage.objects.get()
    assert (ended.ended_at, bytes(ended.sealed), ended.details) == (LATER, b"", {})


def test_what_was_billed_to_her_plan_stays_sealed(
    whole: Coverage, met: Met, maya: User, rowan: User
):
    actions.bill(whole, met(), by=rowan, now=LATER)
    actions.erase(maya, now=LATER)
    whole.refresh_from_db()
    assert (whole.ended_at, bool(bytes(whole.sealed)), whole.lines.count()) == (LATER, True, 1)


def test_who_never_paid_and_has_no_plan_leaves_as_well(maya: User, noor: User, whole: Coverage):
    actions.erase(noor, now=LATER)
    whole.refresh_from_db()
    assert (whole.ended_at, Coverage.objects.count()) == (None, 1)
