"""The pages of booking, as Maya, Sam and the stranger see them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.models import User
from sessions.bookings import actions, days
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LIST_QUERIES = 8  # the browser, the person, their roles, late help, and one for each list


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def slot_url(peer: SpecialistProfile, starts_at: datetime) -> str:
    return reverse("sessions:slot", args=[peer.slug, starts_at])


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_address_of_a_time_is_its_utc_stamp(peer: SpecialistProfile) -> None:
    assert slot_url(peer, NOON) == "/people/sam/times/2026-11-23T12:00Z/"
    assert days.from_stamp(days.stamp(NOON)) == NOON


def test_times_are_named_in_full_in_the_members_zone(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    first = free_time(peer, now=now)

    response = client_of(maya).get(reverse("sessions:times", args=["sam"]))

    assert response.status_code == 200
    local = first.astimezone(maya.zone)
    clock = f"{local:%I:%M}".lstrip("0") + (" am" if local.hour < 12 else " pm")
    assert f"{local:%A} {local.day} {local:%B}, {clock}" in words_of(response)
    assert slot_url(peer, first) in response.content.decode()
    assert "Times are in New York time" in words_of(response)


def test_two_weeks_at_once_with_later_and_earlier_days(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    url = reverse("sessions:times", args=["sam"])
    today = now.astimezone(maya.zone).date()
    later = today + timedelta(days=14)

    page = client_of(maya).get(url)
    assert len(page.context["days"]) == 14
    assert f"?from={later}" in page.content.decode()
    assert "Earlier days" not in words_of(page)

    page = client_of(maya).get(url, {"from": str(later), "day": str(later + timedelta(days=1))})
    assert f"?from={today}" in page.content.decode()
    assert page.context["day"].on == later + timedelta(days=1)


@pytest.mark.parametrize("wish", ["yesterday", "2026-13-45", "1999-01-01", "9999-12-31", ""])
def test_a_strange_day_shows_a_page_all_the_same(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, wish: str
) -> None:
    url = reverse("sessions:times", args=["sam"])

    assert client_of(maya).get(url, {"from": wish, "day": wish}).status_code == 200


def test_booking_shows_both_clocks_and_books(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    starts_at = free_time(peer, now=now)
    client = client_of(maya)

    page = words_of(client.get(slot_url(peer, starts_at)))
    assert "New York time" in page
    assert "Chicago time" in page
    assert "Sam gets the name you use here" in page

    response = client.post(slot_url(peer, starts_at), {"mode": "text", "note": "Please type."})

    booking = Booking.objects.get()
    assert response["Location"] == f"/sessions/{booking.public_id}/"
    assert (booking.member, booking.starts_at, booking.note) == (maya, starts_at, "Please type.")
    shown = words_of(client.get(response["Location"]))
    assert "It is booked. Sam has been told" in shown
    assert "You meet here, on this site. The room opens at" in shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"mode": "", "note": "kept"}, "mode"),
        ({"mode": "smoke signals", "note": "kept"}, "mode"),
        ({"mode": "text", "note": "kept" * 200}, "note"),
    ],
)
def test_what_was_typed_stays_beside_the_error(
    maya: User,
    peer: SpecialistProfile,
    client_of: ClientOf,
    now: datetime,
    typed: dict[str, str],
    field: str,
) -> None:
    response = client_of(maya).post(slot_url(peer, free_time(peer, now=now)), typed)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert typed["note"] in response.content.decode()
    assert not Booking.objects.exists()


def test_a_time_taken_meanwhile_offers_the_nearest_three_and_keeps_the_note(
    maya: User, noor: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    starts_at = free_time(peer, now=now, number=3)
    client = client_of(maya)
    client.get(slot_url(peer, starts_at))
    booked_session(noor, peer, now, starts_at=starts_at)

    response = client.post(slot_url(peer, starts_at), {"mode": "audio", "note": "Please type."})

    html = response.content.decode()
    assert response.status_code == 409
    assert "That time is not free any more." in html
    assert "Please type." in html
    nearest = [start for start, _ in response.context["nearest"]]
    assert len(nearest) == 3
    assert starts_at not in nearest
    assert "Noor" not in html

    instead = response.context["nearest"][0][1]
    assert f'formaction="{instead}"' in html
    client.post(instead, {"mode": "audio", "note": "Please type."})
    assert Booking.objects.get(member=maya).starts_at == nearest[0]


def test_an_old_link_to_a_time_says_so(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    response = client_of(maya).get(slot_url(peer, now - timedelta(days=1)))

    assert response.status_code == 409


def test_a_time_that_does_not_exist_is_no_page(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    assert client_of(maya).get("/people/sam/times/2026-13-45T99:99Z/").status_code == 404
    assert client_of(maya).get("/people/nobody/times/").status_code == 404


def test_sending_the_form_twice_books_once(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    url, client = slot_url(peer, free_time(peer, now=now)), client_of(maya)

    first = client.post(url, {"mode": "text"})
    again = client.post(url, {"mode": "text"})

    assert first["Location"] == again["Location"]
    assert Booking.objects.count() == 1


def test_nobody_signed_out_and_no_hidden_page(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    url = reverse("sessions:times", args=["sam"])
    assert Client().get(url).status_code == 302

    peers.pause(peer, by=sam, now=now)

    assert client_of(maya).get(url).status_code == 404
    assert client_of(maya).get(slot_url(peer, free_time(peer, now=now))).status_code == 404


def test_a_specialist_does_not_book_themselves(
    sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    client = client_of(sam)

    assert client.get(reverse("sessions:times", args=["sam"]))["Location"] == "/hours/"
    assert (
        client.post(slot_url(peer, free_time(peer, now=now)), {"mode": "text"}).status_code == 404
    )


def test_both_see_the_session_and_whom_they_meet(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now, note="Please type.")
    url = booking.get_absolute_url()

    hers, his = words_of(client_of(maya).get(url)), words_of(client_of(sam).get(url))

    assert "Session with Sam" in hers
    assert "Chicago time" in hers
    assert "Session with Maya" in his
    assert "Please type." in his
    assert "New York" not in his
    assert "with Sam" in words_of(client_of(maya).get("/sessions/"))
    assert "with Maya" in words_of(client_of(sam).get("/sessions/"))


def test_the_stranger_sees_nothing(
    maya: User, noor: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now)
    client = client_of(noor)

    for name in ("one", "calendar", "cancel"):
        url = reverse(f"sessions:{name}", args=[booking.public_id])
        assert client.get(url).status_code == 404
    for name in ("cancel", "meeting"):
        url = reverse(f"sessions:{name}", args=[booking.public_id])
        assert client.post(url, {"met": "yes"}).status_code == 404
    assert "Sam" not in words_of(client.get("/sessions/"))
    assert client.get("/sessions/nothing/").status_code == 404


def test_cancelling_takes_two_steps_and_both_are_told(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now)
    url, client = reverse("sessions:cancel", args=[booking.public_id]), client_of(maya)

    asked = client.get(url)
    assert "will be told, not why" in words_of(asked)
    booking.refresh_from_db()
    assert booking.state == BookingState.BOOKED

    assert client.post(url)["Location"] == booking.get_absolute_url()
    booking.refresh_from_db()
    assert booking.state == BookingState.CANCELLED
    assert client.get(url)["Location"] == booking.get_absolute_url()
    assert "Find another time" in words_of(client.get(booking.get_absolute_url()))


def test_cancelling_too_late_says_why(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now)
    begun = timedelta(days=30)
    Booking.objects.update(starts_at=booking.starts_at - begun, ends_at=booking.ends_at - begun)

    response = client_of(maya).post(reverse("sessions:cancel", args=[booking.public_id]))

    assert response.status_code == 409
    assert "has begun" in words_of(response)


def test_the_calendar_file(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now)
    url, client = reverse("sessions:calendar", args=[booking.public_id]), client_of(maya)

    response = client.get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="appointment.ics"' in response["Content-Disposition"]
    assert f"DTSTART:{booking.starts_at:%Y%m%dT%H%M%SZ}\r\n" in response.content.decode()
    for words in ("Sam", "Maya", "session", booking.public_id):
        assert words not in response.content.decode()

    actions.cancel(booking, by=maya, now=now)
    assert b"METHOD:CANCEL\r\n" in client.get(url).content
    assert b"SEQUENCE:1\r\n" in client.get(url).content


def test_each_of_the_two_keeps_whether_they_met(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now)
    url = reverse("sessions:meeting", args=[booking.public_id])
    week = timedelta(days=7)
    Booking.objects.update(starts_at=booking.starts_at - week, ends_at=booking.ends_at - week)

    assert "Did you meet?" in words_of(client_of(sam).get(booking.get_absolute_url()))
    assert "Did you meet?" in words_of(client_of(maya).get(booking.get_absolute_url()))
    assert client_of(noor).post(url, {"said": "met"}).status_code == 404
    assert client_of(sam).post(url, {"said": "perhaps"}).status_code == 404
    client_of(sam).post(url, {"said": "other_away"})

    booking.refresh_from_db()
    assert booking.state == BookingState.MISSED
    page = words_of(client_of(maya).get(booking.get_absolute_url()))
    assert "You missed each other. No explanation needed. Would another time help?" in page
    assert "You said" not in page
    assert "did not come" not in page.partition("Did you meet?")[0]


def test_a_held_note_waits_for_a_moderator(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    booking = booked_session(maya, peer, now, note="A heavy note.")
    Booking.objects.update(note_held=True)
    url = booking.get_absolute_url()

    assert "A heavy note." not in words_of(client_of(sam).get(url))
    assert "A moderator reads this note first." in words_of(client_of(sam).get(url))
    assert "A heavy note." in words_of(client_of(maya).get(url))


def test_words_in_danger_lead_to_help_at_once(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    client = client_of(maya)
    note = "I have the pills here and I am going to kill myself tonight."

    response = client.post(
        slot_url(peer, free_time(peer, now=now)), {"mode": "text", "note": note}, follow=True
    )

    assert "Thank you for writing that down" in words_of(response)
    own = response.redirect_chain[0][0]
    assert "Thank you for writing that down" not in words_of(client_of(sam).get(own))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    maya: User,
    peer: SpecialistProfile,
    client_of: ClientOf,
    now: datetime,
    number: int,
    django_assert_num_queries: Callable[..., object],
) -> None:
    for _ in range(number):
        booked_session(maya, peer, now)
        past = booked_session(maya, peer, now)
        actions.cancel(past, by=maya, now=now)
        Booking.objects.filter(pk=past.pk).update(
            starts_at=past.starts_at - timedelta(days=7), ends_at=past.ends_at - timedelta(days=7)
        )
    client = client_of(maya)
    client.get("/sessions/")

    with django_assert_num_queries(LIST_QUERIES):  # type: ignore[attr-defined]
        response = client.get("/sessions/")

    assert len(response.context["past"]) == number
    assert len(response.context["coming"]) == number - 1


def test_the_past_comes_in_pages(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    for _ in range(14):
        actions.cancel(booked_session(maya, peer, now), by=maya, now=now)
    client = client_of(maya)

    first = client.get("/sessions/")
    assert len(first.context["past"]) == 12
    second = client.get("/sessions/", {"after": first.context["older"]})
    assert len(second.context["past"]) == 2
    assert client.get("/sessions/", {"after": "-1"}).status_code == 200
    assert client.get("/sessions/", {"after": "9" * 40}).status_code == 200
