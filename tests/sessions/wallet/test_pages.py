"""What a member reads of their free sessions, before a session and afterwards; and what nobody else does."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Word
from sessions.series import actions as series
from sessions.series.models import SeriesDate
from sessions.wallet import actions, reading
from sessions.wallet.allowance import month_of, name_of
from sessions.wallet.having import in_pool
from sessions.wallet.views import own
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.conftest import Person
from tests.sessions.wallet.conftest import HOUR, MINUTE, OPEN

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
DAY = timedelta(days=1)
SENT = {"mode": "text", "note": "I would like to type.", "where": ""}


def text_of(page: str) -> str:
    """What one reads on it."""
    main = page.partition('<main id="main"')[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def read(browser: Client, path: str) -> str:
    return text_of(browser.get(path).content.decode())


@pytest.fixture
def at(maya: User) -> datetime:
    """Some moments of the day after tomorrow, by the real clock; never the last ones of a month."""
    found = (timezone.now() + 2 * DAY).replace(minute=0, second=0, microsecond=0)
    return found if (found + 3 * HOUR).astimezone(maya.zone).day > 1 else found + 2 * DAY


@pytest.fixture
def slot(peer: SpecialistProfile, at: datetime) -> str:
    return reverse("sessions:slot", args=[peer.slug, at])


def test_before_one_books_the_page_says_what_it_takes(
    maya: User, peer: SpecialistProfile, at: datetime, slot: str, client_of: ClientOf
) -> None:
    browser, month = client_of(maya), name_of(month_of(at, maya.zone))
    assert f"This is one of your two free sessions in {month}. You have one left after it." in read(
        browser, slot
    )
    assert f"This takes the two free sessions that you have left in {month}." in read(
        browser, f"{slot}?minutes=60"
    )

    booked_session(maya, peer, timezone.now(), starts_at=at + HOUR)
    assert f"This is the free session that you have left in {month}. None is left after it." in (
        read(browser, slot)
    )
    assert "30 minutes would be free" in read(browser, f"{slot}?minutes=60")


def test_a_volunteer_asks_nothing_and_the_page_says_so(
    maya: User, peer: SpecialistProfile, slot: str, client_of: ClientOf
) -> None:
    set_price(peer, None)
    said = read(client_of(maya), slot)
    assert f"{peer.name} asks nothing. This takes none of your free sessions." in said


def test_what_nothing_bears_leads_to_what_is_possible_with_all_that_was_typed(
    maya: User, ade: User, peer: SpecialistProfile, at: datetime, slot: str, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    booked_session(maya, peer, timezone.now(), starts_at=at + HOUR, length=HOUR)
    assert browser.post(slot, SENT).status_code == 307
    page = browser.post(slot, SENT, follow=True)
    said = text_of(page.content.decode())
    assert "You pay $" in said
    assert "Nobody has set up payments for this PeerHub yet." in said
    assert "sponsors" not in said

    actions.sponsor(5, key=uuid4(), by=ade, now=NOON)
    assert SENT["note"] in browser.post(slot, SENT, follow=True).content.decode()
    assert Booking.objects.count() == 1
    answer = browser.post(f"{slot}pool/?minutes=30", SENT, follow=True)
    said = text_of(answer.content.decode())
    assert "This takes one free session in" in said
    assert "goes back to where it came from" in said
    assert (Booking.objects.get(starts_at=at).note, in_pool()) == (SENT["note"], 4)


def test_nobody_gets_to_that_page_while_something_free_bears_it(
    maya: User, slot: str, client_of: ClientOf
) -> None:
    answer = client_of(maya).get(f"{slot}pay/?minutes=60")
    assert (answer.status_code, answer["Location"]) == (302, f"{slot}?minutes=60")


def test_the_session_says_what_it_takes_to_its_member_alone(
    maya: User, sam: User, peer: SpecialistProfile, at: datetime, client_of: ClientOf
) -> None:
    booking = booked_session(maya, peer, timezone.now(), starts_at=at)
    path = booking.get_absolute_url()
    kept = f"This takes one free session in {name_of(month_of(at, maya.zone))}."
    assert kept in read(client_of(maya), path)
    assert "free session" not in read(client_of(sam), path)

    actions.spare(booking, now=at)
    said = read(client_of(maya), path)
    assert "This one does not count: it takes no free session." in said
    assert "crisis" not in said.lower()


def test_the_wallet_tells_line_by_line_in_words(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    """On the clock of New York, where the first one is on the last evening of November."""
    evening = datetime.fromisoformat("2026-12-01T01:00:00+00:00")
    first = booked_session(maya, peer, NOON, starts_at=evening)
    second = booked_session(maya, peer, NOON, starts_at=evening + DAY)
    third = booked_session(maya, peer, NOON, starts_at=evening - DAY)
    bookings.cancel(second, by=maya, now=NOON + DAY)
    bookings.say(first, Word.OTHER_AWAY, by=maya, now=evening + 5 * HOUR)
    actions.spare(third, now=evening + 5 * HOUR)

    told = reading.lines(maya, evening + 6 * HOUR)

    moved_on = "1 December: Little was left of that month, so one is free in December instead."
    assert reading.left(maya, "2026-12", evening + 6 * HOUR) == 4
    assert [f"{each.day}: {each.words}" for each in told] == [
        moved_on,
        "1 December: Your session on 29 November: this one does not count. One of November came back.",
        moved_on,
        "1 December: On 30 November you were there, and they were not. One of November came back.",
        "24 November: Your session on 1 December is cancelled. One of December is yours again.",
        "23 November: One kept for your session on 29 November.",
        "23 November: One kept for your session on 1 December.",
        "23 November: Two free sessions for December.",
        "23 November: One kept for your session on 30 November.",
        "23 November: Two free sessions for November.",
    ]
    assert [each.free for each in told] == [0, 1, 0, 1, 1, -1, -1, 2, -1, 2]


def test_what_stands_can_be_cancelled_and_the_line_says_what_comes_of_it(
    maya: User, peer: SpecialistProfile
) -> None:
    booked_session(maya, peer, NOON, starts_at=NOON + DAY, length=HOUR)
    moved = booked_session(maya, peer, NOON, starts_at=NOON + 9 * DAY)
    bookings.change_time(moved, by=maya, starts_at=NOON + 45 * DAY, now=NOON)

    last, kept = reading.lines(maya, NOON)[0], reading.lines(maya, NOON)[-2]

    assert last.words == (
        "Your session moved to another month. It takes one of January now. "
        "One of December is yours again."
    )
    assert kept.words == (
        "Two kept for your session on 24 November. Cancel it and they are yours again."
    )


def test_the_page_has_two_months_pages_of_lines_and_a_table_for_oneself(
    maya: User,
    noor: User,
    peer: SpecialistProfile,
    at: datetime,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    browser = client_of(maya)
    assert "Nothing is written here yet." in read(browser, "/wallet/")
    booked_session(maya, peer, timezone.now(), starts_at=at)
    monkeypatch.setattr(own, "PAGE", 1)

    said = read(browser, "/wallet/")
    assert f"{name_of(month_of(at, maya.zone))} One free session left" in said
    assert "Show older ones" in said
    assert "Two free sessions for" in read(browser, "/wallet/?after=1")
    assert not re.search("expire|hurry|card|only one|crisis", said.lower())

    table = browser.get("/wallet/lines.csv").content.decode("utf-8-sig")
    assert [row[4] for row in csv.reader(table.splitlines())] == ["free half hours", "-1", "2"]
    assert read(client_of(noor), "/wallet/").count("kept for your session") == 0
    assert len(client_of(noor).get("/wallet/lines.csv").content.splitlines()) == 1


def test_the_pool_is_one_press_and_one_press_back(
    maya: User, ade: User, client_of: ClientOf
) -> None:
    browser = client_of(maya)
    assert "It is empty at the moment." in read(browser, "/wallet/")
    actions.sponsor(2, key=uuid4(), by=ade, now=NOON)
    said = read(browser, "/wallet/")
    assert ("2 are there now." in said, "Your own free sessions go first." in said) == (True, True)

    browser.post("/wallet/pool/", {"press": "take"})
    assert "You asked the pool for one." in read(browser, "/wallet/")
    browser.post("/wallet/pool/", {"press": "leave"})
    assert "Take one from the pool" in read(browser, "/wallet/")
    assert browser.post("/wallet/pool/", {"press": "more"}).status_code == 404


def test_an_administrator_writes_in_what_was_given_once_and_sees_nobody(
    person: Person, maya: User, client_of: ClientOf
) -> None:
    browser = client_of(person("Rowan", Role.ADMINISTRATOR))
    page = browser.post("/wallet/gifts/", {"number": "", "key": ""})
    assert page.status_code == 422
    assert "Type how many sessions they gave." in text_of(page.content.decode())

    for _ in range(2):
        browser.post(
            "/wallet/gifts/", {"number": "20", "key": "6a0f1a52-6c7b-4d0a-9a55-c0ffee00aa11"}
        )
    actions.take_from_pool(maya, now=NOON)

    said = read(browser, "/wallet/gifts/")
    assert "20 sessions of 30 minutes are there." in said
    assert maya.handle not in said
    assert in_pool() == 20
    assert client_of(maya).get("/wallet/gifts/").status_code == 404


def test_a_series_that_takes_more_than_is_free_books_nothing_and_says_why(
    maya: User, peer: SpecialistProfile, slot: str, client_of: ClientOf
) -> None:
    sent = {"every": "1", "count": "6", "mode": "text", "seen": list("012345"), "minutes": "60"}
    answer = client_of(maya).post(f"{slot}regularly/", sent)
    assert answer.status_code == 409
    assert "You have fewer free sessions than these take" in text_of(answer.content.decode())
    assert not Booking.objects.exists()


def test_a_date_of_a_series_that_nothing_bears_is_passed_over_and_its_member_told(
    maya: User, peer: SpecialistProfile
) -> None:
    hours.keep_rules(peer, replace(OPEN, horizon=14 * DAY), now=NOON)
    start = NOON + 9 * DAY  # the second of December
    wish = bookings.Wish(peer, maya, start, start + 30 * MINUTE)
    series.begin(wish, every=1, count=3, mode=Mode.TEXT, seen={0}, now=NOON)

    for week in (1, 2):
        series.book_what_came_in_reach(now=NOON + week * 7 * DAY)

    dates = SeriesDate.objects.order_by("number")
    assert [each.booking is not None for each in dates] == [True, True, False]
    notice = Notice.objects.get(kind="sessions.series_not_paid")
    assert (notice.person, notice.context) == (maya, {"when": "Wednesday 16 December"})
