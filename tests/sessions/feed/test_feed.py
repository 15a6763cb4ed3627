"""The address for a calendar: Maya's own, for whoever has it, and for nobody afterwards."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.logs import WithoutContent
from sessions.availability.rules import DAY, HOUR
from sessions.bookings import actions as bookings
from sessions.feed import actions, views
from sessions.feed.models import CalendarFeed
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.sessions.rfc5545 import problems

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
MORNING = NOON + DAY + 3 * HOUR
OWN = "/sessions/calendar/"


@pytest.fixture(autouse=True)
def forgets() -> None:
    """Who asked how often is forgotten."""
    cache.clear()


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def address_in(html: str) -> str:
    (found,) = set(re.findall(r"http://testserver(/calendar/[\w-]{43}/appointments\.ics)", html))
    return found


def starts(words: bytes) -> list[object]:
    assert problems(words.decode()) == []
    return [event.start for event in Calendar.from_ical(words).events]


def test_maya_makes_an_address_and_her_calendar_reads_what_is_booked(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    now = timezone.now()
    booking = booked_session(maya, peer, now)
    page = client_of(maya).post(OWN)
    address = address_in(page.content.decode())

    answer = Client().get(address)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert starts(answer.content) == [booking.starts_at]
    assert f"webcal://testserver{address}" in page.content.decode()
    assert (answer["Cache-Control"], answer["Referrer-Policy"], answer["X-Robots-Tag"]) == (
        "private, no-cache",
        "no-referrer",
        "noindex",
    )
    assert "Set-Cookie" not in answer


def test_the_address_is_shown_once_and_only_a_digest_is_kept(
    maya: User, client_of: ClientOf
) -> None:
    client = client_of(maya)
    secret = address_in(client.post(OWN).content.decode()).split("/")[2]

    later = client.get(OWN).content.decode()

    assert secret not in later
    assert "No calendar has read it yet." in later
    kept = CalendarFeed.objects.get(person=maya)
    assert secret not in kept.digest
    assert len(kept.digest) == 64


def test_a_new_address_ends_the_old_one_and_off_ends_both(maya: User) -> None:
    old = actions.make_address(maya, now=NOON)
    new = actions.make_address(maya, now=NOON + HOUR)

    assert actions.feed_for(old, now=NOON + HOUR) is None
    feed = actions.feed_for(new, now=NOON + HOUR)
    assert feed is not None
    assert feed.person == maya

    actions.take_address_away(maya)
    actions.take_address_away(maya)

    assert actions.feed_for(new, now=NOON + 2 * HOUR) is None
    kept = Entry.objects.filter(verb__in=(Verb.CALENDAR_OPENED, Verb.CALENDAR_CLOSED)).order_by(
        "pk"
    )
    verbs = list(kept.values_list("verb", flat=True))
    assert verbs == [Verb.CALENDAR_OPENED, Verb.CALENDAR_OPENED, Verb.CALENDAR_CLOSED]


def test_both_sides_read_their_own_sessions_and_noor_reads_none(
    maya: User, sam: User, noor: User, peer: SpecialistProfile
) -> None:
    booked_session(maya, peer, NOON, starts_at=MORNING)

    for person, count in ((maya, 1), (sam, 1), (noor, 0)):
        assert len(actions.appointments_of(person, now=NOON)) == count


def test_what_is_cancelled_or_long_over_is_not_in_it(maya: User, peer: SpecialistProfile) -> None:
    first = booked_session(maya, peer, NOON, starts_at=MORNING)
    second = booked_session(maya, peer, NOON, starts_at=MORNING + DAY)
    bookings.cancel(first, by=maya, now=NOON + HOUR)

    def shown(now_: object) -> list[object]:
        return [each.starts_at for each in actions.appointments_of(maya, now=now_)]  # type: ignore[arg-type]

    assert shown(NOON + HOUR) == [second.starts_at]
    assert shown(second.ends_at + actions.KEPT_FOR - timedelta(seconds=1)) == [second.starts_at]
    assert shown(second.ends_at + actions.KEPT_FOR) == []


def test_a_moved_session_keeps_its_entry(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON, starts_at=MORNING)
    (before,) = actions.appointments_of(maya, now=NOON)

    bookings.change_time(booking, by=maya, starts_at=MORNING + DAY, now=NOON + HOUR)

    (after,) = actions.appointments_of(maya, now=NOON + HOUR)
    assert (after.public_id, after.sequence) == (before.public_id, before.sequence + 1)
    assert after.starts_at == MORNING + DAY


def test_an_account_that_is_closed_opens_nothing(maya: User) -> None:
    secret = actions.make_address(maya, now=NOON)
    maya.is_active = False
    maya.save(update_fields=["is_active"])

    assert actions.feed_for(secret, now=NOON) is None


def test_when_a_calendar_read_it_is_noted_about_once_an_hour(maya: User) -> None:
    secret = actions.make_address(maya, now=NOON)

    def read_at(at: object) -> object:
        actions.feed_for(secret, now=at)  # type: ignore[arg-type]
        return CalendarFeed.objects.get(person=maya).read_at

    assert read_at(NOON) == NOON
    assert read_at(NOON + timedelta(minutes=59)) == NOON
    assert read_at(NOON + HOUR) == NOON + HOUR


def test_a_calendar_that_has_it_already_is_told_so(maya: User, peer: SpecialistProfile) -> None:
    address = reverse("sessions:feed", args=[actions.make_address(maya, now=NOON)])
    client = Client()
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304

    booked_session(maya, peer, timezone.now())
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_a_guessed_address_is_no_page_and_guessing_ends(maya: User) -> None:
    actions.make_address(maya, now=NOON)
    guess = reverse("sessions:feed", args=["a" * 43])
    client = Client()

    answers = [client.get(guess).status_code for _ in range(views.OF_NO_ADDRESS + 1)]

    assert answers == [404] * views.OF_NO_ADDRESS + [429]


def test_an_address_that_is_asked_too_often_waits(
    maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "OF_ONE_ADDRESS", 2)
    address = reverse("sessions:feed", args=[actions.make_address(maya, now=NOON)])

    assert [Client().get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_nobody_else_can_make_or_end_it(maya: User, noor: User, client_of: ClientOf) -> None:
    secret = actions.make_address(maya, now=NOON)

    client_of(noor).post("/sessions/calendar/off/")
    page = client_of(noor).get(OWN).content.decode()

    assert "It is off" in page
    assert actions.feed_for(secret, now=NOON) is not None
    assert Client().post(OWN).status_code == 302


def test_the_secret_of_the_address_stands_in_no_log() -> None:
    told = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", ("/calendar/abc/x.ics",), None
    )

    WithoutContent().filter(told)

    assert told.getMessage() == "Not Found: /calendar/…/x.ics"
