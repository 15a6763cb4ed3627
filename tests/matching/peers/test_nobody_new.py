"""A specialist takes nobody new for a while, or sees as many as they can: not suggested, but found by name."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from matching.peers import actions as peers
from matching.peers.actions import NotForYou
from matching.search.suggesting import suggested
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from sessions.bookings import actions as bookings
from sessions.bookings.actions import NotBookable
from sessions.bookings.states import Mode
from tests.builders_matching import published_specialist
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("vocabulary")
ClientOf = Callable[[User], Client]
Person = Callable[..., User]
DECEMBER = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # where Sam lives the month begins at that time


def names(client: Client, address: str = "") -> list[str]:
    page = client.get(f"/people/{address}").content.decode()
    return re.findall(r'<h2 id="name-[^"]+"><a href="[^"]+">([^<]+)</a>', page)


def test_one_tap_leads_nobody_new_to_the_page_and_another_takes_it_back(
    client: Client, sam: User, noor: User, client_of: ClientOf
) -> None:
    published_specialist(sam, struggles=("S7",), now=NOON)
    own = client_of(sam)
    assert "Nobody new this month" in own.get("/story/").content.decode()

    own.post("/story/nobody-new/")

    assert names(client) == []
    assert "1 person who fits takes nobody new" in client.get("/people/").content.decode()
    assert suggested(noor, leave_out=(), most=3, now=timezone.now()) == []
    assert names(client, "?q=sam") == ["Sam"]
    assert "Sam takes nobody new at the moment." in client.get("/people/?q=sam").content.decode()
    assert "Sam takes nobody new at the moment." in client.get("/people/sam/").content.decode()

    own.post("/story/new-again/")

    assert names(client) == ["Sam"]
    assert [card.profile.name for card in suggested(noor, leave_out=(), most=3, now=NOON)] == [
        "Sam"
    ]


def test_it_ends_by_itself_with_the_month_where_the_specialist_lives(sam: User) -> None:
    profile = published_specialist(sam, now=NOON)

    for _ in range(2):
        peers.take_nobody_new(profile, by=sam, now=NOON)

    profile.refresh_from_db()
    assert profile.takes_new_from == DECEMBER
    assert not profile.takes_new(now=DECEMBER - timedelta(seconds=1))
    assert profile.takes_new(now=DECEMBER)
    assert Entry.objects.filter(verb="matching.nobody_new_began").count() == 1


def test_noor_cannot_do_it_for_sam(sam: User, noor: User, client_of: ClientOf) -> None:
    profile = published_specialist(sam, now=NOON)

    for do in (
        lambda: peers.take_nobody_new(profile, by=noor, now=NOON),
        lambda: peers.take_new_again(profile, by=noor, now=NOON),
    ):
        with pytest.raises(NotForYou):
            do()
    for address in ("nobody-new", "new-again"):
        assert client_of(noor).post(f"/story/{address}/").status_code == 404


def test_a_full_caseload_goes_on_with_its_people_and_takes_nobody_new(
    client: Client, sam: User, maya: User, noor: User
) -> None:
    profile = bookable_specialist(sam, now=NOON)
    profile.capacity = 1
    profile.save(update_fields=["capacity"])
    booking = booked_session(maya, profile, NOON)
    profile.refresh_from_db()
    assert (profile.people_now, profile.is_full) == (1, True)
    assert names(client) == []
    assert names(client, "?q=Sam") == ["Sam"]

    later = booking.starts_at + timedelta(hours=1)
    with pytest.raises(NotBookable):
        bookings.book(profile, by=noor, starts_at=later, mode=Mode.TEXT, now=NOON)
    bookings.book(profile, by=maya, starts_at=later, mode=Mode.TEXT, now=NOON)

    # Four weeks after the last session she is one of Sam's people no more.
    bookings.refresh_next_open_slots(now=later + timedelta(weeks=5))
    profile.refresh_from_db()
    assert profile.people_now == 0
    assert names(client) == ["Sam"]
