"""The room's page, the way in on other pages, and who was there, as each of the two sees them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from peerhub.accounts.models import User
from sessions.bookings import actions as bookings
from sessions.bookings import doors
from sessions.bookings.doors import Step
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls import actions
from sessions.calls.states import Parting, Way
from tests.sessions.calls.conftest import BEGINS, MINUTE

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
DEVICES = "camera=(self), microphone=(self)"


@pytest.fixture(autouse=True)
def relay(settings: Settings) -> None:
    settings.TURN_URLS, settings.TURN_SECRET = ["turn:relay.example"], "secret"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Lets the pages be looked at at another time."""

    def look(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return look


@pytest.fixture
def clients(client_of: ClientOf, maya: User, sam: User, noor: User) -> dict[str, Client]:
    return {person.handle: client_of(person) for person in (maya, sam, noor)}


def room(booking: Booking) -> str:
    return reverse("sessions:room", args=[booking.public_id])


def test_before_it_opens_the_page_says_when(booking: Booking, clients, at) -> None:
    at(BEGINS - doors.OPENS - MINUTE)

    page = clients["Maya"].get(room(booking))

    assert "The room is not open yet" in page.content.decode()
    assert 'data-wait="60000"' in page.content.decode()
    assert "data-join" not in page.content.decode()


def test_each_of_the_two_finds_a_door_and_a_stranger_finds_nothing(
    booking: Booking, clients, at
) -> None:
    at(BEGINS)

    maya, sam = (clients[name].get(room(booking)).content.decode() for name in ("Maya", "Sam"))

    assert 'data-role="polite"' in maya
    assert 'data-role="impolite"' in sam
    assert "I am worried about Maya" in sam
    assert "I am worried" not in maya
    for page in (maya, sam):
        assert all(f'data-join="{way}"' in page for way in ("voice", "listen", "text"))
    assert clients["Noor"].get(room(booking)).status_code == 404


def test_only_the_room_may_ask_for_a_microphone(booking: Booking, clients, at) -> None:
    at(BEGINS)

    assert DEVICES in clients["Maya"].get(room(booking))["Permissions-Policy"]
    for other in ("/sessions/", booking.get_absolute_url(), "/now/", "/rooms/"):
        assert "camera=(), microphone=()" in clients["Maya"].get(other)["Permissions-Policy"]


def test_without_a_relay_it_says_so_and_offers_text(
    booking: Booking, clients, at, settings: Settings
) -> None:
    settings.TURN_URLS = []
    at(BEGINS)

    page = clients["Maya"].get(room(booking)).content.decode()

    assert "Talking is not possible on this site at the moment" in page
    assert 'data-join="text"' in page
    assert 'data-join="voice"' not in page


def test_a_session_by_text_asks_for_no_device(booking: Booking, clients, at) -> None:
    Booking.objects.filter(pk=booking.pk).update(mode=Mode.TEXT)
    at(BEGINS)

    page = clients["Maya"].get(room(booking)).content.decode()

    assert "You booked this session by text" in page
    assert "data-call" not in page
    assert "call-check" not in page.replace("call-check.js", "")


def test_a_step_that_is_left_stands_where_the_door_would_be(
    booking: Booking, clients, at, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(BEGINS)
    step = Step("Please read the card first.", "/card/", "Read it")
    monkeypatch.setattr(doors, "_checks", [lambda *_: step])

    for page in (room(booking), booking.get_absolute_url(), "/sessions/"):
        words = clients["Sam"].get(page).content.decode()
        assert "Please read the card first." in words, page
        assert "data-join" not in words


def test_the_way_in_is_on_the_sessions_page_and_on_the_list_from_five_minutes_before(
    booking: Booking, clients, at
) -> None:
    for moment, shown in ((BEGINS - doors.OPENS - MINUTE, False), (BEGINS - doors.OPENS, True)):
        at(moment)
        for page in (booking.get_absolute_url(), "/sessions/"):
            words = clients["Maya"].get(page).content.decode()
            assert ("Nothing starts before you say so" in words) is shown, page
            assert ("The room opens at" in words) is not shown, page


def test_the_room_can_be_found_until_it_closes_and_then_leads_back(
    booking: Booking, clients, at
) -> None:
    at(booking.ends_at + MINUTE)
    assert (
        "Nothing starts before" in clients["Sam"].get(booking.get_absolute_url()).content.decode()
    )
    at(booking.ends_at + doors.STAYS)

    assert (
        "Nothing starts before"
        not in clients["Sam"].get(booking.get_absolute_url()).content.decode()
    )
    assert clients["Sam"].get(room(booking)).url == booking.get_absolute_url()


def test_a_cancelled_session_has_no_room(booking: Booking, clients, maya: User, at) -> None:
    bookings.cancel(booking, by=maya, now=booking.booked_at)
    at(BEGINS)

    assert clients["Maya"].get(room(booking)).url == booking.get_absolute_url()


def test_an_ended_one_says_so_with_a_way_to_help(booking: Booking, clients, maya: User, at) -> None:
    seat = actions.enter(booking, by=maya, seat="a-page-of-hers", way=Way.TEXT, now=BEGINS)
    actions.end(seat, now=BEGINS + MINUTE)
    at(BEGINS + 2 * MINUTE)

    page = clients["Sam"].get(room(booking)).content.decode()

    assert "This session has ended" in page
    assert reverse("safety:someone") in page


def test_who_was_there_is_told_to_the_two_and_to_nobody_else(
    booking: Booking, clients, maya: User, sam: User, at
) -> None:
    hers = actions.enter(booking, by=maya, seat="a-page-of-hers", way=Way.TEXT, now=BEGINS)
    his = actions.enter(
        booking, by=sam, seat="a-page-of-his", way=Way.TEXT, now=BEGINS + 3 * MINUTE
    )
    for seat in (hers, his):
        actions.keep(seat.pk, now=BEGINS + 30 * MINUTE)
        actions.leave(seat, parting=Parting.LEFT, now=BEGINS + 30 * MINUTE)
    at(BEGINS + 60 * MINUTE)

    pages = {name: clients[name].get(booking.get_absolute_url()) for name in clients}

    assert "You were both here for 27 minutes." in pages["Maya"].content.decode()
    assert "You: 30 minutes. Sam: 27 minutes." in pages["Maya"].content.decode()
    assert "You: 27 minutes. Maya: 30 minutes." in pages["Sam"].content.decode()
    assert "Going by this, you met." in pages["Sam"].content.decode()
    assert "Going by this" not in pages["Maya"].content.decode()
    assert pages["Noor"].status_code == 404


def test_a_moment_together_is_said_as_one(
    booking: Booking, clients, maya: User, sam: User, at
) -> None:
    for number, person in enumerate((maya, sam)):
        seat = actions.enter(booking, by=person, seat=f"page-no-{number}", way=Way.TEXT, now=BEGINS)
        actions.leave(seat, parting=Parting.LEFT, now=BEGINS + (1 + number) * MINUTE / 3)
    at(BEGINS + MINUTE)

    page = clients["Maya"].get(booking.get_absolute_url()).content.decode()

    assert "You were both here for less than a minute." in page


def test_somebody_who_did_not_come_is_not_blamed(booking: Booking, clients, sam: User, at) -> None:
    his = actions.enter(booking, by=sam, seat="a-page-of-his", way=Way.TEXT, now=BEGINS)
    actions.keep(his.pk, now=BEGINS + 15 * MINUTE)
    actions.leave(his, parting=Parting.LEFT, now=BEGINS + 15 * MINUTE)
    at(BEGINS + 60 * MINUTE)

    page = clients["Sam"].get(booking.get_absolute_url()).content.decode()

    assert "none counts against anybody" in page
    assert "Going by this, you missed each other." in page
