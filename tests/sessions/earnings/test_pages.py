"""A specialist reads when they worked and what it brings; two of our team pay it; nobody reads who paid."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from sessions.bookings.models import Booking
from sessions.bookings.states import Word
from sessions.earnings import actions, reading
from sessions.earnings.actions import NotForYou, NothingToPay, NotWaiting
from sessions.earnings.models import Payout
from sessions.ledger.actions import Move, NotEnough, Place, Reason, balance, post
from sessions.ledger.states import Kind
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.earnings.test_earning import paid_for, say

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=40)


@pytest.fixture
def rowan(person: Person) -> User:
    """An administrator."""
    return person("Rowan", Role.ADMINISTRATOR)


@pytest.fixture
def quinn(person: Person) -> User:
    """Another one."""
    return person("Quinn", Role.ADMINISTRATOR)


@pytest.fixture
def booking(maya: User, noor: User, peer: SpecialistProfile) -> Booking:
    """One of two sessions that were held in November: this one was paid for, the other was free."""
    paid, free = booked_session(maya, peer, NOON), booked_session(noor, peer, NOON)
    paid_for(paid, 3000)
    for each in (paid, free):
        say(each, Word.MET, peer.person)
    return paid


def test_before_a_month_is_closed_sessions_stand_with_the_floor_alone(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    page = client_of(sam).get("/earnings/").content.decode()
    assert page.count("<strong>$19</strong>") == 2
    assert "<strong>Together: $38 or more.</strong>" in page
    for words in ("$25.50", "$6.50", "Maya", "Noor", booking.public_id):
        assert words not in page


def test_a_statement_says_what_came_on_top_once_and_no_name(
    booking: Booking, sam: User, client_of: ClientOf
) -> None:
    assert actions.close_due(now=LATER) == 1
    page = client_of(sam).get("/earnings/").content.decode()
    for words in ("November 2026: $44.50", "<strong>$6.50</strong>"):
        assert words in page
    told = client_of(sam).get("/earnings/2026/11/csv/")
    rows = list(csv.reader(io.StringIO(told.content.decode().lstrip("\ufeff"))))
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("Session", "30", "19.00"),
        ("Session", "30", "19.00"),
        ("From members who paid more, all sessions", "", "6.50"),
        ("Total", "", "44.50"),
    ]
    assert told["Content-Disposition"] == 'attachment; filename="statement-2026-11.csv"'
    assert client_of(sam).get("/earnings/2026/11/pdf/").content.startswith(b"%PDF-")
    for words in ("25.50", "Maya", "Noor", booking.public_id):
        assert words not in page + told.content.decode()


def test_a_statement_is_its_specialists_alone(
    booking: Booking, sam: User, noor: User, tomasz: User, rowan: User, client_of: ClientOf
) -> None:
    actions.close_due(now=LATER)
    for other in (noor, tomasz, rowan):
        assert client_of(other).get("/earnings/2026/11/csv/").status_code == 404
    for place in ("2026/12/csv", "2026/13/csv", "2026/11/xml", "0/1/csv"):
        assert client_of(sam).get(f"/earnings/{place}/").status_code == 404


def test_one_makes_a_payout_and_another_one_pays_it(
    booking: Booking, sam: User, peer: SpecialistProfile, rowan: User, quinn: User
) -> None:
    with pytest.raises(NothingToPay):
        actions.make(peer, by=rowan, now=NOON)  # no statement yet
    actions.close_due(now=LATER)
    assert [(each.profile, each.cents) for each in reading.due()] == [(peer, 4450)]
    payout = actions.make(peer, by=rowan, now=LATER)
    assert (reading.due(), actions.payable(peer)) == ([], 0)
    with pytest.raises(NothingToPay):
        actions.make(peer, by=quinn, now=LATER)
    with pytest.raises(NotForYou):
        actions.release(payout, reference="TX 1", by=rowan, now=LATER)
    with pytest.raises(NotWaiting):
        actions.release(payout, reference="  ", by=quinn, now=LATER)
    assert balance(Place(Kind.PAY, sam.pk)) == 4450
    actions.release(payout, reference="TX 1", by=quinn, now=LATER)
    with pytest.raises(NotWaiting):
        actions.release(payout, reference="TX 1", by=quinn, now=LATER)
    with pytest.raises(NotWaiting):
        actions.withdraw(payout, by=quinn, now=LATER)
    assert (balance(Place(Kind.PAY, sam.pk)), balance(Place(Kind.PAID_OUT, sam.pk))) == (0, 4450)


def test_nobody_pays_themselves_and_nobody_else_pays(
    booking: Booking, sam: User, ade: User, peer: SpecialistProfile, rowan: User
) -> None:
    actions.close_due(now=LATER)
    accounts.grant_role(sam, Role.ADMINISTRATOR, by=None, now=NOON)
    for other in (User.objects.get(pk=sam.pk), ade):
        with pytest.raises(NotForYou):
            actions.make(peer, by=other, now=LATER)
    payout = actions.make(peer, by=rowan, now=LATER)
    with pytest.raises(NotForYou):
        actions.release(payout, reference="TX 1", by=User.objects.get(pk=sam.pk), now=LATER)


def test_no_more_is_paid_than_there_is(
    booking: Booking, sam: User, peer: SpecialistProfile, rowan: User, quinn: User
) -> None:
    actions.close_due(now=LATER)
    payout = actions.make(peer, by=rowan, now=LATER)
    move = Move(1, Place(Kind.PAY, sam.pk), Place(Kind.SHARE, sam.pk))
    post(Reason("odd:1", "odd"), [move], now=LATER)
    with pytest.raises(NotEnough):
        actions.release(payout, reference="TX 1", by=quinn, now=LATER)
    actions.withdraw(payout, by=rowan, now=LATER)
    assert actions.payable(peer) == 4449


def test_the_database_wants_two_people_and_keeps_what_was_paid(
    booking: Booking, peer: SpecialistProfile, rowan: User, quinn: User
) -> None:
    actions.close_due(now=LATER)
    payout = actions.make(peer, by=rowan, now=LATER)
    mine = Payout.objects.filter(pk=payout.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(released_by=rowan, released_at=LATER, reference="TX 1")
    actions.release(payout, reference="TX 1", by=quinn, now=LATER)
    for deed in (lambda: mine.update(reference="TX 2"), mine.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()


def test_payouts_by_forms(
    booking: Booking,
    sam: User,
    noor: User,
    ade: User,
    peer: SpecialistProfile,
    rowan: User,
    quinn: User,
    client_of: ClientOf,
) -> None:
    actions.close_due(now=timezone.now() + timedelta(days=400))
    first, second = client_of(rowan), client_of(quinn)
    assert "$44.50" in first.get("/payouts/").content.decode()
    first.post(f"/payouts/to/{sam.pk}/")
    payout = Payout.objects.get()
    release = f"/payouts/{payout.pk}/paid/"
    assert "Somebody else has to pay it." in first.get("/payouts/").content.decode()
    answer = first.post(release, {"reference": "TX 7"})
    assert (answer.status_code, "A second person pays" in answer.content.decode()) == (422, True)
    assert second.post(release, {"reference": ""}).status_code == 422
    assert second.post(release, {"reference": "TX 7"}).status_code == 302
    assert "reference TX 7" in second.get("/payouts/").content.decode()
    assert "reference TX 7" in client_of(sam).get("/earnings/").content.decode()
    for other in (sam, noor, ade):
        browser = client_of(other)
        assert browser.get("/payouts/").status_code == 404
        assert browser.post(f"/payouts/to/{sam.pk}/").status_code == 404
        assert browser.post(f"/payouts/{payout.pk}/back/").status_code == 404
