"""A time that was offered stays with whoever is about to pay for it, until their payment has ended."""

import pytest

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from sessions.availability.rules import MINUTE
from sessions.bookings import actions as bookings
from sessions.bookings.actions import How, SlotTaken, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.payments import actions as payments
from sessions.payments import gateway
from sessions.payments.models import Payment
from sessions.waiting import actions
from sessions.waiting.models import Wait
from sessions.waiting.states import OfferState, WaitState
from tests.builders_money import use_free_time
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.sessions.waiting.conftest import HALF, MORNING, Waits
from tests.sessions.waiting.scenes import LAPSED, cancelled, kept, states

pytestmark = pytest.mark.django_db
BEFORE, AFTER = LAPSED - MINUTE, LAPSED + MINUTE
Line = tuple[Wait, Wait, Payment]


@pytest.fixture
def line(
    maya: User,
    noor: User,
    peer: SpecialistProfile,
    full: list[Booking],
    waits: Waits,
    monkeypatch: pytest.MonkeyPatch,
) -> Line:
    """Maya was offered a time, and begins to pay a minute before it goes to Noor."""
    monkeypatch.setattr(gateway, "is_set_up", lambda: True)
    set_price(peer, 3000)
    use_free_time(maya, now=NOON)
    first, second = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)
    wish = Wish(peer, maya, at, at + HALF)
    return first, second, payments.begin(wish, How(Mode.TEXT), now=BEFORE).payment


@pytest.mark.parametrize("tidied", [False, True])
def test_an_offer_does_not_run_out_while_its_member_pays(
    line: Line, noor: User, peer: SpecialistProfile, *, tidied: bool
) -> None:
    first, second, payment = line
    if tidied:
        bookings.let_go(now=AFTER)
    assert actions.look(now=AFTER) == 0
    assert kept() == [("Maya", payment.starts_at)]
    assert states(first, second) == [WaitState.OFFERED, WaitState.WAITING]
    offer = actions.kept_offer(first, now=AFTER)
    assert offer is not None
    assert offer.until == payment.kept_until
    with pytest.raises(SlotTaken):
        booked_session(noor, peer, AFTER, starts_at=payment.starts_at)


def test_once_the_payment_has_ended_it_goes_to_the_next_one(line: Line) -> None:
    first, second, payment = line
    assert actions.look(now=payment.kept_until - MINUTE) == 0
    assert actions.look(now=payment.kept_until) == 1
    assert kept() == [("Noor", payment.starts_at)]
    assert states(first, second) == [WaitState.WAITING, WaitState.OFFERED]
    assert first.offers.get().state == OfferState.UNANSWERED


def test_one_that_is_begun_as_the_offer_runs_out_keeps_it_as_well(
    line: Line, maya: User, peer: SpecialistProfile
) -> None:
    """Their first payment ran out with the offer, and nobody has looked at the line yet."""
    first, _, payment = line
    at, later = payment.starts_at, payment.kept_until
    again = payments.begin(Wish(peer, maya, at, at + HALF), How(Mode.TEXT), now=later).payment
    assert actions.look(now=later + MINUTE) == 0
    assert kept() == [("Maya", at)]
    assert (again.keeps_time, states(first)) == (True, [WaitState.OFFERED])
