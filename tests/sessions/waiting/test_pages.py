"""The pages of the waiting list, as members and specialists see them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, Rules
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from sessions.waiting import actions
from sessions.waiting.models import Wait
from sessions.waiting.states import OfferState, WaitState
from tests.builders_sessions import bookable_specialist
from tests.sessions.bookings.test_moving import words_of
from tests.sessions.waiting.conftest import ANY

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
ALL_TICKED = {
    "weekdays": [str(day) for day in range(7)],
    "parts": ["morning", "afternoon", "evening"],
}


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=timezone.now())


def offered(wait: Wait, length: timedelta = ANY.length) -> Booking:
    """What the look of a poller would write; here by day and by night."""
    now = timezone.now()
    table = openings.coming_timetable(wait.profile, now=now, member=wait.member)
    start = table.all_free(now=now, length=length)[-1]
    until = now + timedelta(minutes=110)
    wish = bookings.Wish(wait.profile, wait.member, start, start + length)
    row = bookings.offer_time(wish, until=until, now=now)
    wait.offers.create(starts_at=start, ends_at=start + length, made_at=now, until=until)
    Wait.objects.filter(pk=wait.pk).update(state=WaitState.OFFERED)
    return row


def test_from_the_times_to_the_line_and_out_of_it(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    client, ask = client_of(maya), reverse("sessions:wait_for", args=["sam"])
    assert ask in client.get(reverse("sessions:times", args=["sam"])).content.decode()
    assert "Nobody asked before you." in words_of(client.get(ask))
    assert not Wait.objects.exists()

    joined = client.post(ask, ALL_TICKED)
    wait = Wait.objects.get()
    assert (joined.status_code, joined["Location"]) == (302, wait.get_absolute_url())
    page = words_of(client.get(wait.get_absolute_url()))
    assert "You could come every day, at any time of the day, for 30 minutes." in page
    assert client.get(ask)["Location"] == wait.get_absolute_url()
    assert "You wait for a time with Sam." in words_of(client.get(reverse("sessions:mine")))

    changed = client.post(f"{ask}?change=1", {**ALL_TICKED, "parts": ["evening"]}, follow=True)
    assert "That is changed. You keep your place." in words_of(changed)
    assert "You could come every day, in the evening, for 30 minutes." in words_of(changed)
    assert client.get(f"{ask}?change=1").content.decode().count("checked") == 8
    client.post(reverse("sessions:leave_wait", args=[wait.public_id]))
    assert "This wait is over" in words_of(client.get(wait.get_absolute_url()))
    assert "You wait for" not in words_of(client.get(reverse("sessions:mine")))


def test_where_nothing_is_free_one_can_ask_as_well(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    peer.offered_hours.all().delete()

    page = client_of(maya).get(reverse("sessions:times", args=["sam"]))

    assert "No time is free at the moment" in words_of(page)
    assert reverse("sessions:wait_for", args=["sam"]) in page.content.decode()


def test_nothing_ticked_is_asked_again_and_what_was_chosen_stays(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    hours.keep_rules(peer, Rules(lengths=(ANY.length, 2 * ANY.length)), now=timezone.now())
    client, ask = client_of(maya), reverse("sessions:wait_for", args=["sam"])

    answer = client.post(ask, {"parts": ["evening"], "minutes": "60"})

    assert answer.status_code == 422
    assert "Please leave at least one day ticked." in words_of(answer)
    html = answer.content.decode()
    assert html.count("checked") == 2
    for bad in ({"weekdays": "9"}, {"parts": "night"}, {"minutes": "7"}, {"minutes": "x"}):
        assert client.post(ask, {**ALL_TICKED, "minutes": "30", **bad}).status_code == 422
    assert not Wait.objects.exists()


def test_an_offer_is_shown_in_words_and_leads_to_the_usual_page(
    maya: User, noor: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    now = timezone.now()
    hours.keep_rules(peer, Rules(lengths=(ANY.length, 2 * ANY.length)), now=now)
    wanted = type(ANY)(ANY.weekdays, ANY.parts, 2 * ANY.length)
    wait = actions.begin(peer, by=maya, wanted=wanted, now=now)
    row = offered(wait, 2 * ANY.length)
    client = client_of(maya)

    for page in (reverse("sessions:mine"), wait.get_absolute_url()):
        told = words_of(client.get(page))
        assert "A time with Sam has come free" in told
        assert "That is almost two hours from now." in told
    slot = reverse("sessions:slot", args=["sam", row.starts_at]) + "?minutes=60"
    assert slot in client.get(wait.get_absolute_url()).content.decode()
    assert "We keep this time for you until" in words_of(client.get(slot))
    assert client_of(noor).get(slot).context["taken"] == "That time is not free any more."

    assert client.post(slot, {"mode": "text"}).status_code == 302
    actions.look(now=timezone.now())
    wait.refresh_from_db()
    assert (wait.state, wait.offers.get().state) == (WaitState.BOOKED, OfferState.BOOKED)
    assert [row.state for row in Booking.rows.all()] == [BookingState.BOOKED]


def test_not_this_one_is_a_button(maya: User, peer: SpecialistProfile, client_of: ClientOf) -> None:
    wait = actions.begin(peer, by=maya, wanted=ANY, now=timezone.now())
    offered(wait)

    answer = client_of(maya).post(reverse("sessions:pass_on", args=[wait.public_id]), follow=True)

    assert "All right. You keep your place." in words_of(answer)
    assert "You wait for a time with Sam" in words_of(answer)
    assert not Booking.rows.exists()


def test_the_specialist_sees_how_many_wait_and_not_who(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    for member in (maya, noor):
        actions.begin(peer, by=member, wanted=ANY, now=timezone.now())

    page = words_of(client_of(sam).get(reverse("sessions:mine")))

    assert "2 people wait for a time with you." in page
    assert "Maya" not in page
    assert "Noor" not in page


def test_the_stranger_finds_nothing(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    wait = actions.begin(peer, by=maya, wanted=ANY, now=timezone.now())

    for person in (noor, sam):
        client = client_of(person)
        assert client.get(wait.get_absolute_url()).status_code == 404
        for name in ("sessions:pass_on", "sessions:leave_wait"):
            assert client.post(reverse(name, args=[wait.public_id])).status_code == 404
    wait.refresh_from_db()
    assert wait.is_open


def test_whoever_cannot_book_is_told_or_finds_nothing(
    maya: User, noor: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    ask = reverse("sessions:wait_for", args=["sam"])
    blocking.block(maya, by=sam, now=timezone.now())
    SpecialistProfile.objects.filter(pk=peer.pk).update(takes_new_from=timezone.now() + DAY)

    assert client_of(sam).get(ask).status_code == 404
    assert client_of(maya).get(ask).status_code == 404
    assert client_of(maya).post(ask, ALL_TICKED).status_code == 404
    assert "takes nobody new at the moment" in words_of(client_of(noor).get(ask))
    assert client_of(noor).post(ask, ALL_TICKED).status_code == 200
    assert not Wait.objects.exists()
