"""The pages of talks without an appointment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.on_now import actions
from sessions.on_now.models import Ask, OnNow, Turn
from sessions.on_now.states import AskState
from tests.builders_matching import published_specialist
from tests.safety.flags.texts import HIGH
from tests.sessions.bookings.test_moving import words_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return published_specialist(sam, roots=("R7",), now=timezone.now())


def test_both_come_to_the_page_of_their_session(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    talk, on = reverse("sessions:talk"), reverse("sessions:on")
    member, specialist = client_of(maya), client_of(sam)
    assert "Nobody is on at the moment." in words_of(member.get(talk))
    assert "We do not know yet when somebody is usually on." in words_of(member.get(talk))

    assert specialist.post(on, {"hours": "2"}).status_code == 302
    page = words_of(member.get(talk))
    assert "1 person is on who could meet you." in page
    assert "You can have three talks a day. Today you had none." in page
    assert member.post(talk, {"do": "ask", "mode": "text", "line": "I type."}).status_code == 302
    assert "You are next. 1 person is on." in words_of(member.get(talk))

    page = words_of(specialist.get(on))
    assert "Somebody would like to talk now" in page
    assert "Maya" not in page
    assert "I type." not in page
    assert "Somebody would like to talk now" in words_of(specialist.get(reverse("sessions:mine")))
    begun = specialist.post(on, {"do": "yes"})
    booking = Booking.objects.get()
    assert begun["Location"] == booking.get_absolute_url() == member.get(talk)["Location"]
    page = words_of(specialist.get(booking.get_absolute_url()))
    assert "Maya" in page
    assert "I type." in page
    assert client_of(noor).get(booking.get_absolute_url()).status_code == 404


def test_not_now_and_not_on_any_more_are_buttons(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    on, specialist = reverse("sessions:on"), client_of(sam)
    specialist.post(on, {"hours": "1"})
    client_of(maya).post(reverse("sessions:talk"), {"do": "ask", "mode": "audio"})

    assert "All right." in words_of(specialist.post(on, {"do": "not_now"}, follow=True))
    assert "Your minute is over" in words_of(specialist.post(on, {"do": "yes"}, follow=True))
    assert "You are on until" in words_of(specialist.get(reverse("sessions:mine")))
    specialist.post(on, {"do": "off"})
    assert OnNow.objects.current(now=timezone.now()).count() == 0
    assert Turn.objects.count() == 1


def test_leaving_the_line_and_nobody_coming_use_nothing_up(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    talk, client = reverse("sessions:talk"), client_of(maya)
    client.post(talk, {"do": "ask", "mode": "text"})
    page = words_of(client.post(talk, {"do": "leave"}, follow=True))
    assert "You left the line." in page
    client.post(talk, {"do": "ask", "mode": "text"})
    actions.look(now=timezone.now() + timedelta(minutes=10))
    actions.go_on(sam, until=timezone.now() + timedelta(hours=1), now=timezone.now())

    page = words_of(client.get(talk))

    assert "Nobody could come just now" in page
    assert "Today you had none." in page
    assert list(Ask.objects.order_by("pk").values_list("state", flat=True)) == [
        AskState.LEFT,
        AskState.NOBODY,
    ]


def test_help_stands_first_and_words_of_danger_bring_it_nearer(
    maya: User, client_of: ClientOf
) -> None:
    talk, client = reverse("sessions:talk"), client_of(maya)
    page = words_of(client.get(talk))
    assert page.index("If you are in danger") < page.index("Nobody is on")

    sent = client.post(talk, {"do": "ask", "mode": "text", "line": HIGH}, follow=True)

    assert "It sounds heavy." in words_of(sent)


def test_bad_input_is_told_and_what_was_typed_stays(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    actions.go_on(sam, until=timezone.now() + timedelta(hours=1), now=timezone.now())
    answer = client_of(maya).post(reverse("sessions:talk"), {"do": "ask", "line": "I type."})
    assert answer.status_code == 422
    assert "Please choose how you would like to talk." in words_of(answer)
    assert "I type." in answer.content.decode()

    specialist = client_of(sam)
    actions.go_off(sam, by=sam, now=timezone.now())
    for bad in ({}, {"hours": "9"}, {"do": "what"}):
        assert specialist.post(reverse("sessions:on"), bad).status_code == 422


def test_a_member_is_not_on_and_a_page_that_is_not_shown_neither(
    maya: User, sam: User, client_of: ClientOf
) -> None:
    assert client_of(maya).get(reverse("sessions:on")).status_code == 404
    answer = client_of(sam).post(reverse("sessions:on"), {"hours": "1"})
    assert answer.status_code == 422
    assert "Your page is not shown at the moment" in words_of(answer)
