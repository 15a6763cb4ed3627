"""Money that goes back: by two presses, by itself, by a bank; and whoever earned it keeps their pay."""

from datetime import datetime, timedelta

import pytest

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings import actions as bookings
from sessions.bookings.actions import How, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode, Word
from sessions.ledger.actions import Place, balance
from sessions.ledger.states import Kind
from sessions.notes.actions import worrying
from sessions.notes.states import Risk
from sessions.payments import actions, gateway
from sessions.payments.actions import NotBack, entries
from sessions.payments.gateway import No
from sessions.payments.models import NO_REASON_FOR, Payment
from sessions.payments.reading import paid_for
from sessions.payments.states import PaymentState, Trouble, Why
from sessions.wallet.reading import use_of
from sessions.wallet.states import UseState
from tests.builders_money import use_free_time
from tests.builders_sessions import booked_session, free_time
from tests.sessions.payments.conftest import HALF, PRICE, looked_at, what_was_done

pytestmark = pytest.mark.django_db
S = PaymentState
SECOND = timedelta(seconds=1)


@pytest.fixture
def booking(paid: Payment) -> Booking:
    return Booking.objects.with_people().get()


def met(booking: Booking, word: Word, by: User) -> datetime:
    """One of the two says what was; when it was said."""
    at = booking.ends_at
    bookings.say(booking, word, by=by, now=at)
    return at


def settled(now: datetime) -> Payment:
    actions.go_on_with_due(now=now + SECOND)
    return Payment.objects.get()


def owed(maya: User) -> int:
    return balance(Place(Kind.PAYER, maya.pk))


def test_a_session_that_is_cancelled_gives_all_of_it_back(booking, maya, sam, now, till):
    bookings.cancel(booking, by=maya, now=now)
    gone = settled(now)
    assert (gone.state, gone.why, owed(maya)) == (S.REFUNDED, Why.CANCELLED, 0)
    assert balance(Place(Kind.DEPOSIT, sam.pk, booking.public_id)) == 0
    assert till.bank.store.every("refund")[0]["amount"] == PRICE
    assert paid_for(booking) is None
    assert [
        *maya.notices.filter(kind="sessions.payment_refunded").values_list("url", flat=True)
    ] == [gone.get_absolute_url()]


def test_it_does_so_whoever_cancels_and_when(booking, sam, now):
    late = booking.starts_at - SECOND
    bookings.cancel(booking, by=sam, now=late)
    assert settled(late).state == S.REFUNDED


def test_two_presses_before_it_cancel_it_and_give_it_back(paid, booking, maya, now):
    actions.have_it_back(paid, by=maya, now=now)
    actions.have_it_back(paid, by=maya, now=now)  # twice changes nothing
    assert settled(now).state == S.REFUNDED
    assert Booking.objects.get().state == BookingState.CANCELLED


def test_nobody_else_has_it_back(paid, noor, sam, now):
    for stranger in (noor, sam):
        with pytest.raises(NotBack):
            actions.have_it_back(paid, by=stranger, now=now)


def test_one_that_moved_keeps_its_payment(paid, booking, maya, now):
    later = booking.starts_at + timedelta(hours=1)
    bookings.change_time(booking, by=maya, starts_at=later, now=now)
    kept = Payment.objects.get()
    assert (kept.state, kept.starts_at, paid_for(booking)) == (S.CAPTURED, later, kept)


def test_after_a_session_for_two_weeks_and_the_other_one_keeps_their_pay(
    paid, booking, maya, sam, now
):
    met(booking, Word.MET, maya)
    lies, pay, ours = entries.deposit(paid), Place(Kind.PAY, sam.pk), Place(Kind.SHARE, sam.pk)
    earned = balance(pay)
    assert (earned + balance(ours), balance(lies)) == (PRICE, 0)
    with pytest.raises(NotBack):
        actions.have_it_back(paid, by=maya, now=booking.ends_at + NO_REASON_FOR)

    actions.have_it_back(paid, by=maya, now=booking.ends_at + NO_REASON_FOR - SECOND)
    back = settled(booking.ends_at + NO_REASON_FOR)

    assert (back.state, back.why, owed(maya)) == (S.REFUNDED, Why.ASKED, 0)
    assert (balance(pay), balance(lies)) == (earned, 0)
    assert balance(ours) + balance(Place(Kind.SHARE)) == -earned - back.fee_cents


def test_where_the_other_one_was_away_it_goes_back_by_itself(booking, maya, till):
    at = met(booking, Word.OTHER_AWAY, maya)
    gone = settled(at)
    assert (gone.state, gone.why, owed(maya)) == (S.REFUNDED, Why.PEER_AWAY, 0)


def test_the_first_time_that_a_member_is_away_costs_nothing(booking, sam, maya):
    gone = settled(met(booking, Word.OTHER_AWAY, sam))
    assert (gone.state, gone.why, owed(maya)) == (S.REFUNDED, Why.FIRST_AWAY, 0)


@pytest.mark.parametrize(
    ("first", "second", "is_back"),
    [
        ("free", "free", False),
        ("free", "paid", True),
        ("paid", "free", True),
        ("paid", "paid", False),
    ],
)
def test_the_first_absence_is_counted_among_those_that_were_borne_in_the_same_way(
    first, second, is_back, maya, sam, peer, till, now
):
    there = both(first, second, maya, peer, till, now)
    for booking in there:
        at = met(booking, Word.OTHER_AWAY, sam)
        actions.go_on_with_due(now=at + SECOND)
    assert [went_back(booking) for booking in there] == [True, is_back]


def test_what_cost_nothing_as_it_was_hard_is_not_the_first_one(maya, sam, peer, till, now):
    hard, missed = both("paid", "paid", maya, peer, till, now)
    met(hard, Word.OTHER_AWAY, sam)
    Payment.objects.filter(booking=hard).update(why=Why.HARD)
    met(missed, Word.OTHER_AWAY, sam)
    assert Payment.objects.get(booking=missed).why == Why.FIRST_AWAY


def both(first, second, maya, peer, till, now) -> list[Booking]:
    """Two sessions, each borne by free time or by money."""
    ways = dict(zip((20, 24), (first, second), strict=True))
    times = {number: free_time(peer, now=now, number=number) for number in ways}
    for number in (each for each in ways if ways[each] == "free"):
        booked_session(maya, peer, now, starts_at=times[number])
    use_free_time(maya, now=now)
    for number in (each for each in ways if ways[each] == "paid"):
        wish = Wish(peer, maya, times[number], times[number] + HALF)
        begun = actions.go_on(actions.begin(wish, How(Mode.TEXT), now=now).payment, now=now)
        till.bank.pay(begun.page_id)
        looked_at(begun, now)
    return list(Booking.objects.with_people().order_by("starts_at"))


def went_back(booking: Booking) -> bool:
    if use := use_of(booking):
        return use.state == UseState.BACK
    return Payment.objects.get(booking=booking).state == S.REFUNDED


def test_words_that_are_taken_back_at_once_leave_it_paid(booking, maya, till):
    at = met(booking, Word.OTHER_AWAY, maya)
    bookings.take_back(booking, by=maya, now=at)
    assert settled(at).state == S.CAPTURED
    assert till.bank.store.every("refund") == []


def test_words_that_are_taken_back_later_leave_it_given_back(booking, maya):
    at = met(booking, Word.OTHER_AWAY, maya)
    settled(at)
    bookings.say(booking, Word.MET, by=maya, now=at + timedelta(hours=1))
    assert settled(at + timedelta(hours=1)).state == S.REFUNDED


def test_a_hard_session_costs_nothing_even_when_it_was_held(booking, maya):
    at = met(booking, Word.MET, maya)
    assert actions.give_back_after(booking, Why.HARD, now=at)
    assert not actions.give_back_after(booking, Why.HARD, now=at)
    assert (settled(at).state, owed(maya)) == (S.REFUNDED, 0)


@pytest.mark.parametrize(("level", "back"), [(Risk.SOME, S.CAPTURED), (Risk.NOW, S.REFUNDED)])
def test_a_session_in_which_the_other_one_called_our_team_costs_nothing(
    level, back, booking, maya, sam
):
    at = met(booking, Word.MET, maya)
    worrying.worry(booking, level=level, words="", by=sam, now=booking.starts_at)
    told = actions.give_back_hard_ones(now=at)
    assert (told, settled(at).state) == (int(back == S.REFUNDED), back)
    assert actions.give_back_hard_ones(now=at) == 0


def test_what_went_back_by_somebodys_hand_is_seen_and_never_done_again(paid, maya, now, till):
    till.bank.refund({"payment_intent": paid.hold_id})
    seen = looked_at(paid, now)
    assert (seen.state, seen.why, owed(maya)) == (S.REFUNDED, Why.ELSEWHERE, 0)


def test_a_part_that_went_back_by_hand_calls_somebody(paid, now, till, person):
    admin = person("Robin", Role.ADMINISTRATOR)
    till.bank.refund({"payment_intent": paid.hold_id, "amount": "100"})
    assert looked_at(paid, now).trouble == Trouble.PARTLY
    assert [*admin.notices.values_list("kind", flat=True)] == ["sessions.payment_trouble"]


def test_a_refund_that_they_refuse_calls_somebody_and_is_tried_again_when_looked_after(
    paid, booking, maya, now, till, person, monkeypatch
):
    def refuses(*_: object, **__: object) -> None:
        raise No("InvalidRequestError")

    gate = type(gateway.current())
    monkeypatch.setattr(gate, "give_back", refuses)
    actions.have_it_back(paid, by=maya, now=now)
    stuck = settled(now)
    assert (stuck.state, stuck.trouble, owed(maya)) == (S.REFUND_ASKED, Trouble.REFUND, -PRICE)
    monkeypatch.undo()
    actions.looked_after(stuck, by=person("Robin", Role.ADMINISTRATOR), now=now)
    assert settled(now).state == S.REFUNDED


# ---- through a bank


def test_a_bank_that_is_asked_calls_somebody_and_nothing_moves(paid, now, till, maya, person):
    person("Robin", Role.ADMINISTRATOR)
    till.bank.dispute(paid.hold_id, "needs_response")
    asked = looked_at(paid, now)
    assert (asked.state, asked.trouble, owed(maya)) == (S.DISPUTED, Trouble.DISPUTE, -PRICE)


def test_what_a_bank_takes_back_is_borne_by_us(paid, booking, now, till, maya, sam):
    met(booking, Word.MET, maya)
    pay, ours = Place(Kind.PAY, sam.pk), Place(Kind.SHARE, sam.pk)
    earned = balance(pay)
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    till.bank.dispute(paid.hold_id, "lost")
    lost = looked_at(looked_at(paid, now), now)
    assert (lost.state, owed(maya), balance(pay)) == (S.LOST, 0, earned)
    assert balance(Place(Kind.FEES)) == lost.fee_cents + 1500
    assert balance(ours) + balance(Place(Kind.SHARE)) == -earned - lost.fee_cents - 1500


def test_what_a_bank_leaves_stays_paid(paid, now, till, maya):
    till.bank.dispute(paid.hold_id, "needs_response")
    looked_at(paid, now)
    till.bank.dispute(paid.hold_id, "won")
    won = looked_at(paid, now)
    assert (won.state, owed(maya)) == (S.WON, -PRICE)
    assert balance(Place(Kind.FEES)) == won.fee_cents + 1500  # the bank was asked all the same


def test_a_loss_that_is_heard_of_first_ends_the_same(paid, now, till, maya):
    till.bank.dispute(paid.hold_id, "lost")
    assert (looked_at(paid, now).state, owed(maya)) == (S.LOST, 0)
    assert what_was_done(till) == ["begun", "paid", "captured"]
