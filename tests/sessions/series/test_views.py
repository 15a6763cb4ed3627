"""The pages of regular sessions, as Maya, Sam and the stranger see them."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import DAY, USUAL
from sessions.bookings.actions import Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.series import actions
from sessions.series.models import Series
from tests.builders_sessions import bookable_specialist, booked_session, free_time

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
WEEK = 7 * DAY


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=timezone.now())


@pytest.fixture
def first(peer: SpecialistProfile) -> datetime:
    """Late enough that no day of the four weeks ahead is cut off."""
    return free_time(peer, now=timezone.now() + DAY)


@pytest.fixture
def series(maya: User, peer: SpecialistProfile, first: datetime) -> Series:
    wish = Wish(peer, maya, first, first + USUAL)
    return actions.begin(wish, every=1, count=3, mode=Mode.TEXT, seen={0, 1, 2}, now=timezone.now())


def page_of(first: datetime) -> str:
    return reverse("sessions:regularly", args=["sam", first])


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def sent(**other: object) -> dict[str, object]:
    return {
        "minutes": "30",
        "every": "1",
        "count": "3",
        "seen": ["0", "1", "2"],
        "mode": "text",
    } | other


def test_the_page_of_a_time_leads_there(
    maya: User, peer: SpecialistProfile, first: datetime, client_of: ClientOf
) -> None:
    page = client_of(maya).get(reverse("sessions:slot", args=["sam", first]))

    assert f"{page_of(first)}?minutes=30" in page.content.decode()


def test_looking_shows_every_date_and_books_nothing(
    maya: User, peer: SpecialistProfile, first: datetime, client_of: ClientOf
) -> None:
    client = client_of(maya)

    usual, asked = client.get(page_of(first)), client.get(f"{page_of(first)}?every=2&count=3")

    assert words_of(usual).count(" Free.") == 4
    assert "Book these 4" in words_of(usual)
    assert words_of(asked).count(" Free.") == 2
    assert words_of(asked).count("Too far ahead to book today.") == 1
    assert not Booking.objects.exists()


def test_maya_books_three_weeks_and_both_see_them(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, first: datetime, client_of: ClientOf
) -> None:
    answer = client_of(maya).post(page_of(first), sent())

    series = Series.objects.get()
    assert answer.url == series.get_absolute_url()  # type: ignore[attr-defined]
    for person, other in ((maya, "Sam"), (sam, maya.handle)):
        page = words_of(client_of(person).get(answer.url))  # type: ignore[attr-defined]
        assert f"Regular sessions with {other}" in page
        assert page.count("Booked") == 3
        one = Booking.objects.earliest("starts_at").get_absolute_url()
        assert "one of your regular sessions, every week" in words_of(client_of(person).get(one))
    assert client_of(noor).get(answer.url).status_code == 404  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"count": "13"}, 422),
        ({"count": "1"}, 422),
        ({"every": "3"}, 422),
        ({"mode": ""}, 422),
        ({"mode": "smoke"}, 422),
        ({"seen": ["0", "1"]}, 409),
        ({"seen": ["x"]}, 409),
        ({"minutes": "60"}, 409),  # Sam offers half an hour
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_booked(
    maya: User,
    peer: SpecialistProfile,
    first: datetime,
    client_of: ClientOf,
    other: dict[str, object],
    status: int,
) -> None:
    answer = client_of(maya).post(page_of(first), sent(**other))

    assert answer.status_code == status
    assert not Booking.objects.exists()
    assert not Series.objects.exists()


def test_a_time_that_is_gone_leads_to_others(
    maya: User, noor: User, peer: SpecialistProfile, first: datetime, client_of: ClientOf
) -> None:
    booked_session(noor, peer, timezone.now(), starts_at=first)

    page = client_of(maya).get(page_of(first))

    assert "The first of these times is not free any more." in words_of(page)


def test_a_date_that_is_not_free_is_shown_before_and_can_be_replaced_after(
    maya: User, noor: User, peer: SpecialistProfile, first: datetime, client_of: ClientOf
) -> None:
    booked_session(noor, peer, timezone.now(), starts_at=first + WEEK)
    client = client_of(maya)

    before = client.get(f"{page_of(first)}?count=3")
    after = client.post(page_of(first), sent(seen=["0", "2"]), follow=True)

    assert words_of(before).count("Not free. Nothing is booked then.") == 1
    local = (first + WEEK).astimezone(maya.zone)
    assert f"/people/sam/times/?day={local:%Y-%m-%d}" in after.content.decode()
    assert "choose another time" in words_of(after)


@pytest.mark.parametrize(("coming", "left"), [("keep", 3), ("cancel", 0)])
def test_maya_ends_them(
    maya: User, series: Series, client_of: ClientOf, coming: str, left: int
) -> None:
    client = client_of(maya)
    page = client.get(reverse("sessions:end_series", args=[series.public_id]))
    assert "3 sessions are booked:" in words_of(page)

    answer = client.post(
        reverse("sessions:end_series", args=[series.public_id]), {"coming": coming}, follow=True
    )

    assert "They have ended: no more are booked." in words_of(answer)
    assert len(actions.coming_of(series, now=timezone.now())) == left


def test_ending_without_an_answer_ends_nothing(
    maya: User, series: Series, client_of: ClientOf
) -> None:
    url = reverse("sessions:end_series", args=[series.public_id])

    assert client_of(maya).post(url, {"coming": "perhaps"}).status_code == 404

    series.refresh_from_db()
    assert series.ended_at is None


def test_a_stranger_finds_nothing(noor: User, series: Series, client_of: ClientOf) -> None:
    client = client_of(noor)
    end = reverse("sessions:end_series", args=[series.public_id])

    assert client.get(series.get_absolute_url()).status_code == 404
    assert client.get(end).status_code == 404
    assert client.post(end, {"coming": "cancel"}).status_code == 404
    assert Client().get(end).status_code == 302
    series.refresh_from_db()
    assert series.ended_at is None
