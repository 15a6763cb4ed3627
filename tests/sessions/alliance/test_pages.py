"""The check-in's pages; and that not one page of Sam's is other for it."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.audit.models import Disclosure
from sessions.alliance import actions
from sessions.alliance.models import AllianceCheckIn
from sessions.alliance.signals import ITEMS, Answers
from sessions.availability.rules import DAY
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import Word
from tests.architecture import walk

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db
NOT_FREE = Answers(heard=9, free=3)


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def over(booking: Booking, now: datetime) -> Booking:
    """Their session ended an hour ago."""
    at = now - timedelta(hours=2)
    Booking.objects.filter(pk=booking.pk).update(starts_at=at, ends_at=at + timedelta(minutes=30))
    return Booking.objects.with_people().get(pk=booking.pk)


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def url(name: str, *args: object) -> str:
    return reverse(f"sessions:{name}", args=args)


def test_the_member_says_it_changes_it_and_takes_it_back(
    over: Booking, maya: User, client_of: ClientOf
) -> None:
    client, place = client_of(maya), url("check_in", over.public_id)
    page = words_of(client.get(place))
    for words in ITEMS.values():
        assert words in page
    assert "Sam never sees it, and is not told that you answered." in page

    page = words_of(client.post(place, {"heard": "9", "free": "3", "again": ""}, follow=True))
    assert AllianceCheckIn.objects.get().answers == NOT_FREE
    assert "Sam is told nothing." in page
    assert "Would you like us to help you change this?" in page

    page = words_of(client.post(place, {"heard": "9", "free": "9"}, follow=True))
    assert "Would you like us to help you change this?" not in page

    client.post(url("check_in_taken_back", over.public_id))
    assert AllianceCheckIn.objects.count() == 0


@pytest.mark.parametrize("typed", ["11", "x", "-1"])
def test_an_odd_number_is_an_error_and_kept_nowhere(
    over: Booking, maya: User, client_of: ClientOf, typed: str
) -> None:
    answer = client_of(maya).post(url("check_in", over.public_id), {"heard": typed})

    assert answer.status_code == 422
    assert AllianceCheckIn.objects.count() == 0


def test_the_supervisor_sees_patterns_without_a_member_and_each_look_is_told(
    over: Booking, maya: User, ade: User, ben: User, client_of: ClientOf, now: datetime
) -> None:
    check_in = actions.say(over, NOT_FREE, by=maya, now=now)
    assert check_in is not None
    browser, place = client_of(ade), url("pattern", check_in.pk)

    page = words_of(browser.get(url("how_they_go")))
    assert "Somebody did not feel free to slow down, stop or say no." in page
    assert "Maya" not in page
    assert Disclosure.objects.about(maya.pk).count() == 0

    page = words_of(browser.get(place))
    assert "Maya with Sam" in page
    assert "I felt free to slow down, stop or say no. 3" in page
    assert Disclosure.objects.about(maya.pk).count() == 1
    browser.post(url("pattern_done", check_in.pk))
    assert "Done" in words_of(browser.get(url("how_they_go")))

    other = client_of(ben)
    assert "Nothing asks for you at the moment." in words_of(other.get(url("how_they_go")))
    assert other.get(place).status_code == 404
    assert other.post(url("pattern_done", check_in.pk)).status_code == 404


def test_its_pages_are_there_neither_for_the_specialist_nor_for_a_stranger(
    over: Booking, maya: User, sam: User, noor: User, client_of: ClientOf, now: datetime
) -> None:
    check_in = actions.say(over, NOT_FREE, by=maya, now=now)
    assert check_in is not None

    for person in (sam, noor):
        browser = client_of(person)
        for place in (
            url("check_in", over.public_id),
            url("how_they_go"),
            url("pattern", check_in.pk),
        ):
            assert browser.get(place).status_code == 404
    for person in (sam, noor):
        taken_back = url("check_in_taken_back", over.public_id)
        assert client_of(person).post(taken_back).status_code == 404
    assert AllianceCheckIn.objects.count() == 1


# Where a specialist works; the rest is search, help and settings, which know no session.
WORK = ("/sessions/", "/supervision/", "/work/", "/updates/", "/settings/who-looked/", "/plans/")


def _places(booking: Booking) -> list[str]:
    """Every page about sessions and people that Sam could open."""
    found = set()
    for place, pattern in walk.urls():
        path = place.replace("<slug:public_id>", booking.public_id)
        if path.startswith(WORK) and "<" not in path and walk.answers_get(pattern):
            found.add(path)
    return sorted(found)


def _seen(browser: Client, places: list[str]) -> dict[str, tuple[int, str, int]]:
    """What each page says, and how many queries it takes: a page that asks more takes longer."""
    seen = {}
    for path in places:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = browser.get(path)
        text = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
        seen[path] = (answer.status_code, text, len(asked))
    return seen


def test_no_page_of_the_specialist_is_other_for_it_in_a_word_or_in_a_query(
    over: Booking, maya: User, sam: User, ade: User, client_of: ClientOf, now: datetime
) -> None:
    browser, places = client_of(sam), _places(over)
    assert over.get_absolute_url() in places
    _seen(browser, places)  # what is read once is read
    before = _seen(browser, places)

    check_in = actions.say(over, NOT_FREE, by=maya, now=now)
    assert check_in is not None
    actions.open_pattern(check_in, by=ade, now=now)

    after = _seen(browser, places)
    assert {path for path in places if before[path] != after[path]} == set()
    assert len([path for path in places if before[path][0] == 200]) > 8


def test_whoever_was_away_twice_stands_on_the_supervisors_page_without_a_member(
    over: Booking, maya: User, ade: User, client_of: ClientOf, now: datetime
) -> None:
    assert "Away more than once" not in words_of(client_of(ade).get(url("how_they_go")))
    earlier = Booking.objects.get(pk=over.pk)
    earlier.pk, earlier.public_id = None, "another"
    earlier.starts_at, earlier.ends_at = over.starts_at - DAY, over.ends_at - DAY
    earlier.save()
    for each in (over, Booking.objects.with_people().get(pk=earlier.pk)):
        bookings.say(each, Word.OTHER_AWAY, by=maya, now=now)

    page = words_of(client_of(ade).get(url("how_they_go")))

    assert "Away more than once in four weeks" in page
    assert "Sam" in page
    assert "Maya" not in page
