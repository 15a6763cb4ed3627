"""What a person's own pages about money ask of the database: the same with one line on them and with five."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Word
from sessions.earnings import actions as earnings
from sessions.payments.models import Payment
from sessions.payments.states import PaymentState
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
DAY, LATER = timedelta(days=1), NOON + timedelta(days=45)
QUERIES = {"/wallet/": 15, "/payments/": 5, "/earnings/": 10}


@pytest.fixture
def sessions(maya: User, sam: User) -> Callable[[int], list[Booking]]:
    """Lets them be booked on one day after the other, in two months where there are several."""
    peer = bookable_specialist(sam, now=NOON)
    set_price(peer, 3000)
    return lambda number: [booked_and_cancelled(maya, peer, each) for each in range(number)]


def booked_and_cancelled(maya: User, peer: SpecialistProfile, number: int) -> Booking:
    now = NOON + number * DAY
    booking = booked_session(maya, peer, now)
    bookings.cancel(booking, by=maya, now=now)
    return booking


@pytest.mark.parametrize("number", [1, 5])
def test_the_wallet_and_payments(
    number: int,
    maya: User,
    sessions: Callable[[int], list[Booking]],
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for booking in sessions(number):
        Payment.objects.create(
            member=maya, specialist=booking.specialist, booking=booking, state=PaymentState.CAPTURED,
            starts_at=booking.starts_at, minutes=30, mode=Mode.TEXT, cents=3000,
            begun_at=NOON, changed_at=NOON, closes_at=NOON,
        )  # fmt: skip
    monkeypatch.setattr(timezone, "now", lambda: NOON + 9 * DAY)
    pages = asked(client_of(maya), ["/wallet/", "/payments/"], django_assert_num_queries)
    assert pages["/wallet/"].count("</strong> Your session on") == number
    assert pages["/payments/"].count("$30: ") == number


@pytest.mark.parametrize("number", [1, 5])
def test_what_was_earned(
    number: int,
    maya: User,
    noor: User,
    sam: User,
    client_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    peer = bookable_specialist(sam, now=NOON)
    for number_of_one in range(number):
        for member, at in ((maya, NOON), (noor, NOON + 40 * DAY)):
            booking = booked_session(member, peer, at + number_of_one * DAY)
            bookings.say(booking, Word.MET, by=sam, now=booking.ends_at)
    earnings.close_due(now=NOON + 39 * DAY)
    monkeypatch.setattr(timezone, "now", lambda: LATER)
    pages = asked(client_of(sam), ["/earnings/"], django_assert_num_queries)
    assert pages["/earnings/"].count('<span class="muted">30 minutes</span>') == 2 * number
    assert earnings.payable(peer) == number * 1900
    assert date(2026, 11, 1) == peer.statements.get().month


def asked(browser: Client, paths: list[str], counted: DjangoAssertNumQueries) -> dict[str, str]:
    """Each page as it reads; what is asked once for a browser comes before."""
    found = {}
    for path in paths:
        browser.get(path)
        with counted(QUERIES[path]):
            found[path] = browser.get(path).content.decode()
    return found
