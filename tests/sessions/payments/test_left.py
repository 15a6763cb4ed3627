"""What lies for a session that is over does not lie there for ever: paid for it, or PeerHub's own again."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peerhub.accounts.models import User
from peerhub.events import Event
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Word
from sessions.earnings import actions as earnings
from sessions.earnings.actions import sweeping
from sessions.earnings.models import Earning
from sessions.earnings.tasks import close_months
from sessions.ledger.actions import Place, balance
from sessions.ledger.models import Account, LedgerEntry
from sessions.ledger.states import Kind
from sessions.payments import actions, gateway
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState
from sessions.wallet.reading import lines
from tests.sessions.payments.conftest import PRICE, looked_at

pytestmark = pytest.mark.django_db
S = PaymentState
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
PAY, FLOOR = 2550, 1900


@pytest.fixture
def booking(paid: Payment) -> Booking:
    return Booking.objects.with_people().get()


def say(booking: Booking, word: Word, by: User, at: datetime | None = None) -> datetime:
    at = at or booking.ends_at
    bookings.say(booking, word, by=by, now=at)
    return at


def has_it_back(booking: Booking, at: datetime) -> None:
    """Its member, after it was held."""
    actions.have_it_back(booking.payment, by=booking.member, now=at)
    actions.go_on_with_due(now=at + SECOND)
    assert Payment.objects.get().state == S.REFUNDED


def money(booking: Booking) -> tuple[int, int, int]:
    """What lies for the session, what its specialist earned, what PeerHub has of all, fees aside."""
    owner = booking.specialist.person_id
    ours = (
        balance(Place(Kind.SHARE, owner)) + balance(Place(Kind.SHARE)) + balance(Place(Kind.FEES))
    )
    lies = balance(Place(Kind.DEPOSIT, owner, booking.public_id))
    return lies, balance(Place(Kind.PAY, owner)), ours


def adds_up() -> bool:
    return not (LedgerEntry.objects.unbalanced().exists() or Account.objects.differing().exists())


def swept(at: datetime) -> int:
    """Again and again it happens once, and the ledger adds up."""
    found = earnings.sweep(now=at)
    entries = LedgerEntry.objects.count()
    assert (earnings.sweep(now=at + DAY), LedgerEntry.objects.count(), adds_up()) == (
        0,
        entries,
        True,
    )
    return found


@pytest.fixture
def word_back(booking: Booking, maya: User, sam: User) -> datetime:
    """They met, Maya had her money back, and then Sam took back that they met; when that was."""
    at = say(booking, Word.MET, sam)
    has_it_back(booking, at)
    assert money(booking) == (0, PAY, -PAY)
    bookings.take_back(booking, by=sam, now=at)
    assert money(booking) == (PRICE, 0, -PRICE)
    return at


def test_what_was_given_back_from_our_own_comes_back_to_us_when_the_pay_is_taken_back(
    booking, maya, word_back
):
    assert earnings.sweep(now=word_back + DAY - SECOND) == 0
    told = len(lines(maya, word_back))
    assert swept(word_back + DAY) == 1
    assert (money(booking), balance(Place(Kind.PAYER, maya.pk))) == ((0, 0, 0), 0)
    assert len(lines(maya, word_back)) == told  # no line for anybody: it is ours alone
    assert LedgerEntry.objects.latest("pk").about is None


def test_so_it_does_where_somebody_says_otherwise(booking, maya, sam):
    at = say(booking, Word.MET, sam)
    has_it_back(booking, at)
    say(booking, Word.OTHER_AWAY, maya)
    assert money(booking) == (PRICE, 0, -PRICE)
    assert (swept(at + DAY), money(booking)) == (1, (0, 0, 0))


def test_a_word_that_is_young_can_change_again_so_it_waits(booking, maya, sam):
    at = say(booking, Word.MET, sam)
    has_it_back(booking, at)
    late = say(booking, Word.OTHER_AWAY, maya, at + 5 * DAY)
    assert earnings.sweep(now=late + DAY - SECOND) == 0
    bookings.take_back(booking, by=maya, now=late + DAY - SECOND)
    assert money(booking) == (0, PAY, -PAY)  # all of their pay, as nothing was moved meanwhile
    assert (swept(late + 9 * DAY), money(booking)) == (0, (0, PAY, -PAY))


def test_who_says_after_it_that_they_met_has_the_floor(booking, maya, sam, word_back):
    swept(word_back + DAY)
    for _ in range(2):
        at = say(booking, Word.MET, sam, word_back + 9 * DAY)
        assert money(booking) == (0, FLOOR, -FLOOR)
        bookings.take_back(booking, by=sam, now=at)
        assert (swept(at + DAY), money(booking)) == (0, (0, 0, 0))


def test_money_that_came_after_it_was_held_and_of_which_nobody_was_told_is_counted_in(
    till, begun, maya, sam, now, monkeypatch
):
    booking = late_money(till, begun, sam, now, monkeypatch)
    assert money(booking) == (PRICE, FLOOR, -FLOOR)
    assert earnings.sweep(now=booking.ends_at + DAY - SECOND) == 0
    assert (swept(booking.ends_at + DAY), money(booking)) == (1, (0, PAY, PRICE - PAY))
    assert [each.is_back for each in Earning.objects.order_by("pk")] == [False, True, False]


@pytest.mark.parametrize("state", [S.REFUND_ASKED, S.DISPUTED])
def test_what_is_on_its_way_back_or_at_a_bank_is_left_alone(
    till, begun, maya, sam, now, monkeypatch, state
):
    booking = late_money(till, begun, sam, now, monkeypatch)
    if state == S.DISPUTED:
        till.bank.dispute(Payment.objects.get().hold_id, "needs_response")
        looked_at(Payment.objects.get(), booking.ends_at)
    else:
        actions.have_it_back(Payment.objects.get(), by=maya, now=booking.ends_at)
    assert Payment.objects.get().state == state
    assert (swept(booking.ends_at + DAY), money(booking)[0]) == (0, PRICE)


def test_nobody_is_paid_for_a_session_of_which_nobody_said_that_it_was(booking):
    assert (swept(booking.ends_at + 99 * DAY), money(booking)) == (0, (PRICE, 0, 0))


def test_one_that_was_missed_and_is_paid_is_counted_in(till, begun, maya, sam, now, monkeypatch):
    monkeypatch.setattr("sessions.payments.actions.bearing._missed", lambda _booking: None)
    booking = late_money(till, begun, sam, now, monkeypatch, word=Word.OTHER_AWAY)
    assert (booking.state, money(booking)) == (BookingState.MISSED, (PRICE, FLOOR, -FLOOR))
    assert (swept(booking.ends_at + DAY), money(booking)) == (1, (0, PAY, PRICE - PAY))


def test_one_that_cannot_be_moved_keeps_no_month_open(booking, word_back, monkeypatch, caplog):
    def fails(*_: object) -> bool:
        raise ValueError

    closed: list[datetime] = []
    monkeypatch.setattr(sweeping, "_move", fails)
    monkeypatch.setattr(earnings, "close_due", lambda *, now: closed.append(now))
    monkeypatch.setattr("django.utils.timezone.now", lambda: word_back + DAY)
    close_months()
    assert (closed, money(booking)[0]) == ([word_back + DAY], PRICE)
    assert caplog.messages == [f"session {booking.pk}: not moved: ValueError"]


def test_nothing_is_asked_of_sessions_for_which_nothing_lies(
    booking, sam, django_assert_num_queries
):
    at = say(booking, Word.MET, sam)
    with django_assert_num_queries(1):
        earnings.sweep(now=at + DAY)


def test_both_people_are_locked_before_anything_else_is(booking, word_back):
    """As everybody does who says, pays or gives back: nobody waits in a circle, or reads a half."""
    with CaptureQueriesContext(connection) as asked:
        earnings.sweep(now=word_back + DAY)
    locks = [each["sql"] for each in asked if re.search("FOR (NO KEY )?UPDATE", each["sql"])]
    tables = [re.findall('FROM "([a-z_]+)"', sql)[0] for sql in locks]
    assert list(dict.fromkeys(tables)) == ["accounts_user", "peer_sessions_account"]


def late_money(till, begun, sam, now, monkeypatch, *, word=Word.MET) -> Booking:
    """The bank takes it only after they met, and we end before anybody hears of that."""
    with monkeypatch.context() as patch:
        patch.setattr(
            type(gateway.current()), "take", lambda *_, **__: (_ for _ in ()).throw(gateway.No("x"))
        )
        till.bank.pay(begun.page_id)
        looked_at(begun, now)
    booking = Booking.objects.with_people().get()
    say(booking, word, sam)
    with monkeypatch.context() as patch:
        patch.setattr("sessions.payments.actions.moving.publish", ends_here)
        payment = looked_at(Payment.objects.get(), booking.ends_at)
    assert payment.state == S.CAPTURED
    return booking


def ends_here(event: Event) -> None:
    """A process that ends after its transaction and before it tells of it."""
    del event
