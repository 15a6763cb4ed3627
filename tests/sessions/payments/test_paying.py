"""From the press on "Pay" to the session and the receipt, or to nothing taken; killed anywhere."""

from datetime import datetime, timedelta

import pytest

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from safety.flags.models import Flag
from sessions.bookings import actions as bookings
from sessions.bookings.actions import How, SlotTaken, Wish
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.ledger.actions import Place, balance
from sessions.ledger.models import Account, LedgerEntry
from sessions.ledger.states import Kind, Unit
from sessions.payments import actions, gateway
from sessions.payments.actions import StillFree, going, moving
from sessions.payments.models import KEPT_FOR, LEASE, PAGE_FOR, Payment
from sessions.payments.reading import paid_for
from sessions.payments.states import PaymentState, Trouble, Why
from tests.safety.flags.texts import HIGH
from tests.sessions.payments.conftest import PRICE, looked_at, what_was_done

pytestmark = pytest.mark.django_db
S = PaymentState
MINUTE = timedelta(minutes=1)
FEE = PRICE * 29 // 1000 + 30


def cents_moved() -> int:
    """Entries of the ledger about money."""
    return LedgerEntry.objects.filter(postings__account__unit=Unit.CENTS).distinct().count()


def held(kind: Kind, owner: int | None = None, label: str = "") -> int:
    return balance(Place(kind, owner, label))


def steps(payment: Payment) -> list[str]:
    return [*payment.changes.order_by("pk").values_list("state", flat=True)]


def test_without_a_payment_a_session_that_costs_something_is_not_booked(wish, now):
    with pytest.raises(NotCovered):
        bookings.fulfil(wish, How(Mode.TEXT), now=now)
    assert Booking.objects.count() == 0


def test_whoever_asks_nothing_is_met_for_nothing(wish, peer, now):
    SpecialistProfile.objects.update(price_cents=None)
    peer.refresh_from_db()
    assert bookings.fulfil(wish, How(Mode.TEXT), now=now).booking.state == BookingState.BOOKED


def test_a_payment_that_is_begun_takes_nothing_and_keeps_the_time_for_35_minutes(
    begun, wish, noor, now, till
):
    assert (begun.state, begun.cents, steps(begun)) == (S.BEGUN, PRICE, ["begun"])
    assert what_was_done(till) == ["begun"]
    assert cents_moved() == 0
    hers = Wish(wish.profile, noor, wish.starts_at, wish.ends_at)
    with pytest.raises(SlotTaken):
        bookings.keep(hers, now=now + KEPT_FOR - timedelta(seconds=1))
    assert bookings.keep(hers, now=now + KEPT_FOR + timedelta(seconds=1)) is not None


def test_paid_and_come_back_it_is_booked_taken_and_in_the_ledger(paid, maya, sam, till, wish):
    assert steps(paid) == ["begun", "authorised", "booked", "captured"]
    booking = Booking.objects.get()
    assert (booking.member, booking.starts_at, booking.note) == (
        maya,
        wish.starts_at,
        "I like quiet.",
    )
    assert paid_for(booking) == paid
    assert (paid.note, paid.fee_cents, paid.due_at) == ("", FEE, None)
    assert held(Kind.PAYER, maya.pk) == -PRICE
    assert held(Kind.DEPOSIT, sam.pk, booking.public_id) == PRICE
    assert (held(Kind.SHARE), held(Kind.FEES)) == (-FEE, FEE)
    assert what_was_done(till) == ["begun", "paid", "captured"]


def test_looking_again_changes_nothing(paid, now, till):
    before = [*LedgerEntry.objects.values_list("reference", flat=True)]
    again = looked_at(paid, now)
    assert (again.state, [*LedgerEntry.objects.values_list("reference", flat=True)]) == (
        S.CAPTURED,
        before,
    )
    assert what_was_done(till) == ["begun", "paid", "captured"]


def test_the_same_wish_again_is_the_same_payment_with_the_newer_words(begun, wish, now):
    again = actions.begin(wish, How(Mode.AUDIO, "Please call me."), now=now).payment
    assert (again, again.note, again.mode) == (begun, "Please call me.", "audio")
    assert Payment.objects.count() == 1


def test_a_wish_for_another_time_lets_the_older_one_go(begun, wish, now, till):
    later = Wish(wish.profile, wish.member, wish.starts_at + timedelta(hours=1),
                 wish.ends_at + timedelta(hours=1))  # fmt: skip
    other = actions.begin(later, How(Mode.TEXT), now=now).payment
    older = actions.go_on(begun, now=now)
    assert (older.state, older.why, other.state) == (S.RELEASED, Why.LET_GO, S.BEGUN)
    assert till.bank.session(begun.page_id)["status"] == "expired"


def test_an_older_one_that_is_let_go_never_takes_the_time_from_the_newer_one(
    begun, wish, peer, now, till
):
    set_price(peer, PRICE + 1000)
    wish.profile.refresh_from_db()
    newer = actions.begin(wish, How(Mode.TEXT), now=now + MINUTE).payment
    actions.go_on_with_due(now=now + MINUTE)  # only now the card company hears of the older one
    begun.refresh_from_db()
    assert (begun.state, newer.state) == (S.RELEASED, S.BEGUN)
    kept = Booking.rows.filter(state=BookingState.OFFERED)
    assert [*kept.values_list("kept_until", flat=True)] == [newer.kept_until]


def test_nobody_begins_while_free_time_is_left(wish, till, now, monkeypatch):
    monkeypatch.setattr("sessions.wallet.reading.left", lambda *_: 1)
    with pytest.raises(StillFree):
        actions.begin(wish, How(Mode.TEXT), now=now)
    assert Payment.objects.count() == 0


def test_a_page_that_nobody_pays_on_runs_out_and_the_member_is_told(begun, now, noor, wish):
    late = now + PAGE_FOR
    gone = looked_at(begun, late)
    assert (gone.state, gone.why, gone.due_at, gone.note) == (S.RELEASED, Why.RAN_OUT, None, "")
    hers = Wish(wish.profile, noor, wish.starts_at, wish.ends_at)
    assert bookings.keep(hers, now=late) is not None
    assert [*begun.member.notices.values_list("kind", flat=True)] == ["sessions.payment_released"]


def test_a_time_that_is_gone_when_they_have_paid_takes_nothing(begun, wish, till, now):
    Booking.rows.all().delete()
    SpecialistProfile.objects.update(published_at=None, published_by=None)
    till.bank.pay(begun.page_id)
    gone = looked_at(begun, now)
    assert (gone.state, gone.why) == (S.RELEASED, Why.SLOT_GONE)
    assert till.bank.intent(gone.hold_id)["status"] == "canceled"
    assert (cents_moved(), what_was_done(till)) == (0, ["begun", "paid"])


def test_what_is_paid_in_a_way_that_takes_a_while_waits_for_it(begun, till, now):
    till.bank.pay(begun.page_id, later=3)
    assert looked_at(begun, now).state == S.BEGUN
    till.bank.clear(begun.page_id)
    assert looked_at(begun, now).state == S.CAPTURED


def test_another_sum_than_ours_is_never_taken(begun, till, now):
    found = till.bank.session(begun.page_id)
    till.bank.store.put({**found, "amount_total": 1})
    till.bank.pay(begun.page_id)
    gone = looked_at(begun, now)
    assert (gone.state, gone.why, cents_moved()) == (S.RELEASED, Why.AMOUNT, 0)


def test_words_of_danger_in_a_note_are_heard_before_anybody_pays(wish, till, now):
    made = actions.begin(wish, How(Mode.TEXT, HIGH), now=now)
    assert made.show_help
    assert Flag.objects.get().subject_kind == "sessions.payment"


def test_a_session_cancelled_before_the_money_was_taken_takes_nothing(
    begun, till, now, maya, monkeypatch
):
    till.bank.pay(begun.page_id)
    monkeypatch.setitem(going._STEPS, S.BOOKED, lambda *_: False)
    looked_at(begun, now)
    monkeypatch.undo()
    assert Payment.objects.get().state == S.BOOKED
    bookings.cancel(Booking.objects.get(), by=maya, now=now)
    gone = looked_at(begun, now + LEASE)
    assert (gone.state, what_was_done(till)) == (S.RELEASED, ["begun", "paid"])


def test_a_session_cancelled_while_the_money_is_taken_gives_it_back(
    begun, till, now, maya, monkeypatch
):
    """Between the card company's yes and our writing it down somebody cancels."""
    till.bank.pay(begun.page_id)
    take = type(gateway.current()).take

    def cancelled_meanwhile(self, hold_id, *, key):
        taken = take(self, hold_id, key=key)
        bookings.cancel(Booking.objects.get(), by=maya, now=now)
        return taken

    monkeypatch.setattr(type(gateway.current()), "take", cancelled_meanwhile)
    gone = looked_at(begun, now)
    assert (gone.state, gone.why) == (S.REFUNDED, Why.CANCELLED)
    assert held(Kind.PAYER, maya.pk) == 0
    assert what_was_done(till) == ["begun", "paid", "captured", "refunded"]


# ---- killed in between: whoever comes next goes on


class Killed(BaseException):
    """SIGKILL, as far as a test in one process can have it."""


@pytest.fixture
def dies_after(monkeypatch: pytest.MonkeyPatch):
    """Dies once, when the card company has done it and before anything is written down."""

    def set_up(name: str) -> list[type[Killed]]:
        deed, kills = getattr(type(gateway.current()), name), [Killed]

        def dies(self, *args, **kwargs):
            answer = deed(self, *args, **kwargs)
            if kills:
                raise kills.pop()
            return answer

        monkeypatch.setattr(type(gateway.current()), name, dies)
        return kills

    return set_up


def go(payment: Payment, now: datetime) -> Payment:
    """On and on, over a death, until nothing is to do."""
    for number in range(4):
        try:
            payment = looked_at(payment, now + number * LEASE)
        except Killed:
            continue
    return payment


@pytest.mark.parametrize(
    ("after", "end"),
    [
        ("begin", S.CAPTURED),
        ("take", S.CAPTURED),
        ("let_go", S.RELEASED),
        ("give_back", S.REFUNDED),
    ],
)
def test_killed_between_a_call_and_its_writing_nothing_is_done_twice(
    after, end, wish, till, now, maya, dies_after
):
    kills = dies_after(after)
    payment = go(actions.begin(wish, How(Mode.TEXT), now=now).payment, now)
    if end == S.RELEASED:
        SpecialistProfile.objects.update(published_at=None, published_by=None)
    till.bank.pay(payment.page_id)
    payment = go(payment, now)
    if end == S.REFUNDED:
        payment = go(actions.have_it_back(payment, by=maya, now=now), now)
    assert (kills, payment.state) == ([], end)
    done = what_was_done(till)
    assert sorted(done) == sorted(set(done))
    assert LedgerEntry.objects.unbalanced().count() == Account.objects.differing().count() == 0
    assert held(Kind.PAYER, maya.pk) == (-PRICE if end == S.CAPTURED else 0)


def test_while_somebody_is_at_it_nobody_else_is(paid, begun, now):
    Payment.objects.update(due_at=now, held_until=now + timedelta(seconds=1))
    assert going._claim(paid, now) is None
    assert going._claim(paid, now + timedelta(seconds=1)) is not None


def test_a_card_company_that_does_not_answer_is_asked_again_later_each_time(
    begun, till, now, person
):
    till.bank.pay(begun.page_id)
    till.bank.faults.api_500 = 1.0
    at, waits = now, []
    for _ in range(going.LATE):
        begun = looked_at(begun, at) if not waits else actions.go_on(begun, now=at)
        waits.append(int((begun.due_at - at).total_seconds()))
        at = begun.due_at
    assert waits == [5, 15, 60, 300, 900, 3600, 3600, 3600]
    assert (begun.state, begun.trouble) == (S.BEGUN, Trouble.AWAY)
    till.bank.faults.api_500 = 0.0
    healed = actions.go_on(begun, now=at)
    assert (healed.state, healed.trouble) == (S.CAPTURED, Trouble.NONE)


def test_a_lost_answer_to_the_taking_is_asked_for_again_and_taken_once(begun, till, now):
    till.bank.pay(begun.page_id)
    till.bank.faults.lost_answer = 1.0
    waiting = looked_at(begun, now)
    assert (waiting.state, what_was_done(till)) == (S.BOOKED, ["begun", "paid", "captured"])
    till.bank.faults.lost_answer = 0.0
    assert actions.go_on(waiting, now=waiting.due_at).state == S.CAPTURED
    assert what_was_done(till) == ["begun", "paid", "captured"]


def test_a_promise_that_the_bank_took_back_leaves_the_session_and_calls_somebody(
    begun, till, now, monkeypatch
):
    till.bank.pay(begun.page_id)
    monkeypatch.setitem(going._STEPS, S.BOOKED, lambda *_: False)
    looked_at(begun, now)
    monkeypatch.undo()
    till.bank.cancel(Payment.objects.get().hold_id, None)
    stuck = looked_at(begun, now + LEASE)
    assert (stuck.state, stuck.trouble) == (S.BOOKED, Trouble.CAPTURE)
    assert Booking.objects.get().state == BookingState.BOOKED
    assert [*Payment.objects.in_trouble()] == [stuck]


def test_a_payment_never_goes_a_way_that_is_not_in_its_life(paid, now):
    with pytest.raises(ValueError, match="cannot go"):
        paid.move_to(S.BEGUN, now=now)


def test_a_stale_look_changes_nothing(paid, now):
    stale = Payment.objects.get()
    stale.state = S.BEGUN
    assert not moving.change(stale, lambda _: pytest.fail("moved already"))
