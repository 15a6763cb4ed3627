"""What the card company refuses, and what a bank holds: a person hears of it, and nothing is forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.stack.till.bank import Refused
from peerhub.stack.till.server import Till
from peerhub.stack.till.shapes import DISPUTE_FEE
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import Word
from sessions.ledger.actions import Place, balance
from sessions.ledger.states import Kind
from sessions.payments import actions, gateway
from sessions.payments.actions import going
from sessions.payments.models import LEASE, Payment
from sessions.payments.states import PaymentState, Trouble, Why
from tests.sessions.payments.conftest import PRICE, looked_at, what_was_done

pytestmark = pytest.mark.django_db
S = PaymentState
SECOND = timedelta(seconds=1)


@pytest.fixture
def robin(person: Any) -> User:
    made: User = person("Robin", Role.ADMINISTRATOR)
    return made


def refuses(*_: object, **__: object) -> None:
    raise Refused("Your account cannot do that now.")


def settled(now: datetime) -> Payment:
    actions.go_on_with_due(now=now + SECOND)
    return Payment.objects.get()


def cancelled(paid: Payment, by: User, now: datetime) -> None:
    bookings.cancel(Booking.objects.with_people().get(), by=by, now=now)


def owed(maya: User) -> int:
    return balance(Place(Kind.PAYER, maya.pk))


def told(robin: User) -> int:
    return robin.notices.filter(kind="sessions.payment_trouble").count()


def test_a_refund_that_was_refused_is_asked_anew_when_somebody_looked(
    paid, till, maya, robin, now, monkeypatch
):
    """The card company repeats a no to the same key for days, so the next try has another one."""
    monkeypatch.setattr(till.bank, "refund", refuses)
    actions.have_it_back(paid, by=maya, now=now)
    assert settled(now).trouble == Trouble.REFUND
    monkeypatch.undo()
    actions.looked_after(Payment.objects.get(), by=robin, now=now)
    assert (settled(now).state, owed(maya)) == (S.REFUNDED, 0)


def test_who_looked_hears_of_it_again_when_it_is_refused_again(
    paid, till, maya, robin, now, monkeypatch
):
    monkeypatch.setattr(till.bank, "refund", refuses)
    actions.have_it_back(paid, by=maya, now=now)
    settled(now)
    assert told(robin) == 1
    actions.looked_after(Payment.objects.get(), by=robin, now=now)
    again = settled(now)
    assert (again.trouble, again.looked_after_at, told(robin)) == (Trouble.REFUND, None, 2)


def test_a_taking_that_was_refused_is_asked_anew_when_somebody_looked(
    begun, till, robin, now, monkeypatch
):
    till.bank.pay(begun.page_id)
    monkeypatch.setattr(till.bank, "capture", refuses)
    assert looked_at(begun, now).trouble == Trouble.CAPTURE
    monkeypatch.undo()
    actions.looked_after(Payment.objects.get(), by=robin, now=now)
    taken = settled(now)
    assert (taken.state, taken.trouble) == (S.CAPTURED, Trouble.NONE)


def test_a_promise_that_could_not_be_let_go_at_first_is_let_go_later(
    begun, till, maya, now, monkeypatch
):
    till.bank.pay(begun.page_id)
    actions.let_go(begun, by=maya, now=now)
    monkeypatch.setattr(till.bank, "cancel", refuses)
    assert settled(now).state == S.RELEASING
    monkeypatch.undo()
    assert settled(now + going.LOOK_AGAIN).state == S.RELEASED


def test_what_a_bank_left_with_us_can_be_had_back_from_us(paid, till, maya, now):
    till.bank.dispute(paid.hold_id, "won")
    assert looked_at(paid, now).state == S.WON
    cancelled(paid, maya, now)
    assert (settled(now).state, owed(maya)) == (S.REFUNDED, 0)


def test_a_bank_that_has_it_is_waited_for_and_then_it_goes_back(paid, till, maya, robin, now):
    """Asked back first, and the bank is asked before the money went."""
    cancelled(paid, maya, now)
    till.bank.dispute(paid.hold_id, "needs_response")
    assert (settled(now).state, owed(maya)) == (S.DISPUTED, -PRICE)
    till.bank.dispute(paid.hold_id, "won")
    looked_at(paid, now)
    gone = settled(now)
    assert (gone.state, gone.why, owed(maya)) == (S.REFUNDED, Why.CANCELLED, 0)
    assert what_was_done(till).count("refunded") == 1


def test_a_session_that_is_cancelled_while_a_bank_looks_gives_it_back_after(
    paid, till, maya, robin, now
):
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    cancelled(paid, maya, now)
    assert settled(now).state == S.DISPUTED
    till.bank.dispute(paid.hold_id, "won")
    looked_at(paid, now)
    assert (settled(now).state, owed(maya)) == (S.REFUNDED, 0)


def test_a_bank_that_gives_it_back_itself_gives_it_back_once(paid, till, maya, robin, now):
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    cancelled(paid, maya, now)
    till.bank.dispute(paid.hold_id, "lost")
    looked_at(paid, now)
    assert (settled(now).state, owed(maya)) == (S.LOST, 0)
    assert what_was_done(till) == ["begun", "paid", "captured"]


def test_words_that_are_taken_back_while_a_bank_looks_leave_it_paid(paid, till, maya, robin, now):
    booking = Booking.objects.with_people().get()
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    bookings.say(booking, Word.OTHER_AWAY, by=maya, now=booking.ends_at)
    booking = Booking.objects.with_people().get()
    bookings.say(booking, Word.MET, by=maya, now=booking.ends_at)
    till.bank.dispute(paid.hold_id, "won")
    looked_at(paid, now)
    assert (settled(now).state, owed(maya)) == (S.WON, -PRICE)


def test_what_had_gone_back_stays_so_when_a_bank_decides_for_us(paid, till: Till, maya, robin, now):
    """Somebody has it back from us, and asked their bank as well."""
    cancelled(paid, maya, now)
    assert settled(now).state == S.REFUNDED
    till.bank.dispute(paid.hold_id, "needs_response")
    assert looked_at(paid, now + LEASE).state == S.DISPUTED
    till.bank.dispute(paid.hold_id, "won")
    assert (looked_at(paid, now + LEASE).state, owed(maya)) == (S.REFUNDED, 0)


def test_what_a_bank_costs_is_written_down_though_the_money_went_back_first(paid, till, maya, now):
    """The bank had decided for us before we gave it back, and we heard of both at once."""
    cancelled(paid, maya, now)
    till.bank.dispute(paid.hold_id, "won")
    gone = settled(now)
    assert (gone.state, owed(maya)) == (S.REFUNDED, 0)
    assert balance(Place(Kind.FEES)) == gone.fee_cents + DISPUTE_FEE


def test_what_a_bank_left_with_us_and_somebody_gave_back_by_hand_is_seen(paid, till, maya, now):
    till.bank.dispute(paid.hold_id, "won")
    looked_at(paid, now)
    till.bank.refund({"payment_intent": paid.hold_id})
    seen = looked_at(paid, now)
    assert (seen.state, seen.why, owed(maya)) == (S.REFUNDED, Why.ELSEWHERE, 0)


def test_whoever_is_told_of_while_somebody_looks_is_looked_at_again(
    paid, till, now, robin, monkeypatch
):
    """What was heard is older than what one was told of meanwhile."""
    gate, told = type(gateway.current()), []
    hold = gate.hold

    def and_meanwhile(self: object, hold_id: str) -> object:
        found = hold(self, hold_id)
        if not told:
            told.append(till.bank.dispute(hold_id, "needs_response"))
            Payment.objects.get().wake(now=now + SECOND)
        return found

    monkeypatch.setattr(gate, "hold", and_meanwhile)
    assert looked_at(paid, now).state == S.CAPTURED
    assert settled(now + SECOND).state == S.DISPUTED


def test_nobody_is_called_to_a_refund_that_a_bank_made_possible_just_now(
    paid, till, maya, robin, now
):
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    cancelled(paid, maya, now)
    till.bank.dispute(paid.hold_id, "won")
    looked_at(paid, now)
    assert (settled(now).state, told(robin)) == (S.REFUNDED, 1)  # of the bank that was asked
