"""A specialist asks a price within the band; a member says what they can pay, and tells nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from sessions.bookings import actions as bookings
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import Booking
from sessions.prices.actions import NoSuchShare, NotYourPrice, OutsideOfTheBand, declare, set_price
from sessions.prices.models import OwnShare, PriceChange, Quoted
from sessions.prices.reading import Quote, quote, wants_pay
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PRICES, WHAT_I_PAY = "/prices/", "/what-i-pay/"


def asked(profile: SpecialistProfile) -> list[tuple[int | None, bool]]:
    """All prices that were asked, the latest first."""
    return list(PriceChange.objects.of(profile).values_list("cents", "is_paid"))


def test_a_price_is_kept_with_its_history_and_search_knows_it(
    peer: SpecialistProfile, sam: User
) -> None:
    for number, cents in enumerate((3000, 3000, 4500, None)):
        set_price(peer, cents, by=sam, now=NOON + number * DAY)
    assert asked(peer) == [(None, True), (4500, True), (3000, True)]
    assert SpecialistProfile.objects.get(pk=peer.pk).price_cents is None
    assert Entry.objects.filter(verb="sessions.price_set").count() == 3


@pytest.mark.parametrize("cents", [6600, 1050, 6501, -100])
def test_outside_of_the_band_nothing_changes(
    peer: SpecialistProfile, sam: User, cents: int
) -> None:
    with pytest.raises(OutsideOfTheBand):
        set_price(peer, cents, by=sam, now=NOON)
    assert asked(peer) == []


def test_at_both_ends_of_the_band(peer: SpecialistProfile, sam: User) -> None:
    for cents in (100, 6500, 0):
        set_price(peer, cents, by=sam, now=NOON)
    assert asked(peer) == [(None, True), (6500, True), (100, True)]


def test_nobody_sets_the_price_of_somebody_else(
    peer: SpecialistProfile, noor: User, ade: User
) -> None:
    for other in (noor, ade):
        with pytest.raises(NotYourPrice):
            set_price(peer, 3000, by=other, now=NOON)
    assert asked(peer) == []


@pytest.mark.parametrize(
    "given",
    [{"cents": 6600}, {"cents": 1050}, {"cents": 0}, {"cents": 3000, "is_paid": False}],
    ids=["above the band", "no whole dollars", "a price of nothing", "a price without pay"],
)
def test_the_database_refuses_such_a_price_by_itself(
    peer: SpecialistProfile, sam: User, given: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PriceChange.objects.create(specialist=peer, by=sam, at=NOON, **given)


def test_what_was_asked_and_quoted_is_never_written_anew(
    maya: User, peer: SpecialistProfile, sam: User
) -> None:
    set_price(peer, 3000, by=sam, now=NOON)
    booked_session(maya, peer, NOON)
    for rows, given in (
        (PriceChange.objects.all(), {"is_paid": True}),
        (Quoted.objects.all(), {"share_percent": 0}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**given)


def test_whoever_asks_nothing_is_paid_unless_they_say_that_they_want_none(
    peer: SpecialistProfile, sam: User
) -> None:
    assert wants_pay(peer)
    set_price(peer, None, is_paid=False, by=sam, now=NOON)
    assert not wants_pay(peer)
    set_price(peer, 2000, is_paid=False, by=sam, now=NOON)
    assert wants_pay(peer)


def test_a_share_is_kept_with_its_day_and_nothing_else(maya: User, noor: User) -> None:
    declare(maya, 0, now=NOON)
    assert [(each.percent, each.said_at) for each in OwnShare.objects.all()] == [(0, NOON)]
    assert {field.name for field in OwnShare._meta.get_fields()} == {
        *("id", "member", "percent", "said_at")
    }
    assert [entry.details for entry in Entry.objects.filter(verb="sessions.share_said")] == [{}]
    assert OwnShare.objects.of(noor) == 100
    declare(maya, None, now=NOON)
    assert OwnShare.objects.of(maya) == 100
    with pytest.raises(NoSuchShare):
        declare(maya, 10, now=NOON)


@pytest.mark.parametrize(
    ("cents", "share", "minutes", "found"),
    [
        (None, None, 30, Quote(None, 100, 0, "Asks nothing.")),
        (3000, None, 30, Quote(3000, 100, 3000, "$30 for 30 minutes.")),
        (3000, 50, 30, Quote(3000, 50, 1500, "$30 for 30 minutes. You pay half: $15.")),
        (
            3000,
            25,
            15,
            Quote(1500, 25, 375, "$15 for 15 minutes. You pay a quarter: $3.75."),
        ),
        (
            3000,
            75,
            60,
            Quote(6000, 75, 4500, "$60 for 60 minutes. You pay three quarters: $45."),
        ),
        (3000, 0, 30, Quote(3000, 0, 0, "$30 for 30 minutes. You pay nothing.")),
        (100, 25, 15, Quote(50, 25, 0, "$0.50 for 15 minutes. You pay nothing.")),
    ],
)
def test_a_quote_says_the_price_and_the_part_of_it(
    maya: User,
    peer: SpecialistProfile,
    cents: int | None,
    share: int | None,
    minutes: int,
    found: Quote,
) -> None:
    peer.price_cents = cents
    declare(maya, share, now=NOON)
    assert quote(peer, maya, minutes) == found
    assert quote(peer, None, minutes).share_percent == 100


def test_what_is_booked_keeps_its_quote(maya: User, peer: SpecialistProfile, sam: User) -> None:
    set_price(peer, 3000, by=sam, now=NOON)
    declare(maya, 0, now=NOON)
    booking = booked_session(maya, peer, NOON)
    set_price(peer, 6000, by=sam, now=NOON)
    declare(maya, 100, now=NOON)
    later = bookings.times_for(booking, seen_by=maya, now=NOON).all_free(now=NOON)[-1]
    bookings.change_time(booking, by=maya, starts_at=later, now=NOON)
    told = Quoted.objects.values_list(
        *("booking", "price_cents", "share_percent", "to_pay_cents", "at")
    )
    assert list(told) == [(booking.pk, 3000, 0, 0, NOON)]


@pytest.mark.parametrize("share", [25, None])
def test_where_something_is_left_to_pay_prices_bear_nothing(
    maya: User, peer: SpecialistProfile, sam: User, share: int | None, monkeypatch: Any
) -> None:
    from sessions.bookings import covering
    from sessions.prices import handlers

    monkeypatch.setattr(covering, "_bear", [handlers.keep_quote, handlers.bear])
    set_price(peer, 3000, by=sam, now=NOON)
    declare(maya, share, now=NOON)
    with pytest.raises(NotCovered):
        booked_session(maya, peer, NOON)
    assert (Booking.objects.count(), Quoted.objects.count()) == (0, 0)


def test_members_read_the_price_and_their_part_before_they_book(
    maya: User, noor: User, client_of: ClientOf, sam: User
) -> None:
    now = timezone.now()
    peer = bookable_specialist(sam, now=now)
    set_price(peer, 3000, by=sam, now=now)
    declare(maya, 50, now=now)
    start = free_time(peer, now=now + DAY).strftime("%Y-%m-%dT%H:%MZ")
    times = f"{peer.get_absolute_url()}times/"
    pages = ["/people/", peer.get_absolute_url(), times, f"{times}{start}/regularly/"]
    one = client_of(maya).get(f"{times}{start}/").content.decode()  # which is free for her
    assert ("$30 for 30 minutes." in one, "It costs you nothing." in one) == (True, True)
    assert "You pay" not in one
    for place in pages:
        page = client_of(maya).get(place).content.decode()
        assert "$30 for 30 minutes. You pay half: $15." in page, place
        page = client_of(noor).get(place).content.decode()
        assert "$30 for 30 minutes." in page, place
        assert "You pay" not in page, place
    assert "$30 for 30 minutes." in Client().get("/people/").content.decode()
    declare(maya, None, now=now)
    set_price(peer, None, by=sam, now=now)
    for place in pages:
        assert "Asks nothing." in client_of(maya).get(place).content.decode(), place


def test_the_page_of_ones_price(sam: User, peer: SpecialistProfile, client_of: ClientOf) -> None:
    browser = client_of(sam)
    assert "Asks nothing" in browser.get(PRICES).content.decode()
    answer = browser.post(PRICES, {"kind": "asks", "dollars": "70"})
    assert answer.status_code == 422
    assert "30 minutes cost 65 dollars at most." in answer.content.decode()
    assert 'value="70"' in answer.content.decode()
    assert "Type a price" in browser.post(PRICES, {"kind": "asks"}).content.decode()
    for typed, said in (
        ("30 dollars", "Type whole dollars"),
        ("7.5", "Type whole"),
        ("0", "1 dol"),
    ):
        page = browser.post(PRICES, {"kind": "asks", "dollars": typed}).content.decode()
        assert (f'value="{typed}"' in page, said in page) == (True, True), typed
    assert asked(peer) == []
    assert browser.post(PRICES, {"kind": "asks", "dollars": "40"}).status_code == 302
    page = browser.get(PRICES).content.decode()
    for words in ("You ask $40 for 30 minutes.", "$34", "$25.50", "$19 for 30 minutes or more"):
        assert words in page
    browser.post(PRICES, {"kind": "unpaid"})
    assert asked(peer) == [(None, False), (4000, True)]


def test_a_member_chooses_and_looks_without_telling_what_they_have(
    maya: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    page = browser.post(WHAT_I_PAY, {"do": "look", "people": "1", "region": "states"})
    assert page.status_code == 200
    assert "$22,024" in page.content.decode()  # 138 percent of 15,960
    assert 'action="#usual"' in page.content.decode()  # where it stands, also on a small screen
    assert OwnShare.objects.count() == 0
    assert "income" not in page.content.decode()
    assert browser.post(WHAT_I_PAY, {"do": "keep", "share": "10"}).status_code == 422
    assert browser.post(WHAT_I_PAY, {"do": "keep"}).status_code == 422
    browser.post(WHAT_I_PAY, {"do": "keep", "share": "25"})
    assert "You chose: a quarter of the price" in browser.get(WHAT_I_PAY).content.decode()
    browser.post(WHAT_I_PAY, {"do": "forget"})
    assert OwnShare.objects.count() == 0


def test_the_specialist_reads_nowhere_what_a_member_pays(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    now = timezone.now()
    peer = bookable_specialist(sam, now=now)
    set_price(peer, 3000, by=sam, now=now)
    declare(maya, 0, now=now)
    booking = booked_session(maya, peer, now)
    browser = client_of(sam)
    for place in (booking.get_absolute_url(), "/sessions/", "/caseload/", "/earnings/"):
        page = browser.get(place).content.decode()
        for words in ("You pay", "pays nothing", "$30"):
            assert words not in page.partition('<main id="main"')[2], place


def test_strangers_find_neither_page(noor: User, client_of: ClientOf) -> None:
    assert client_of(noor).get(PRICES).status_code == 404
    assert client_of(noor).get("/earnings/").status_code == 404
