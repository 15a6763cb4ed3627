"""The pages before and after a session, as Maya, Sam and the stranger see them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from sessions.availability.rules import DAY
from sessions.bookings import parts
from sessions.bookings.models import Booking
from sessions.bookings.parts import Place
from sessions.pacing import actions
from sessions.pacing.models import CardReading, Heaviness, OwnWords, PacingCard, Wish
from sessions.pacing.states import Depth, Manner
from tests.builders_matching import content_notes
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.safety.flags.texts import HIGH

ClientOf = Callable[[User], Client]

pytestmark = pytest.mark.django_db
LIGHT = Wish(depth=Depth.LIGHT, words=OwnWords(off_table="My brother.", pause_word="Lantern"))


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile, now: datetime) -> Booking:
    return booked_session(maya, peer, now)


def starts(booking: Booking, at: datetime) -> Booking:
    """The session as if it began then."""
    Booking.objects.filter(pk=booking.pk).update(starts_at=at, ends_at=at + timedelta(minutes=30))
    return Booking.objects.with_people().get(pk=booking.pk)


def url(name: str, booking: Booking, *more: str) -> str:
    return reverse(f"sessions:{name}", args=[booking.public_id, *more])


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_member_writes_and_the_specialist_reads_on_the_sessions_page(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, vocabulary: None
) -> None:
    members, specialists = client_of(maya), client_of(sam)
    (note,) = content_notes("death-grief")
    assert "Keep my camera off" in words_of(members.get(url("card", booking)))
    assert "They left everything open." in words_of(specialists.get(booking.get_absolute_url()))

    members.post(
        url("card", booking),
        {
            "depth": "light",
            "manner": "listen",
            "off_table": "My brother.",
            "notes": [note.slug],
            "pause_word": "Lantern",
            "camera_off": "on",
            "call_me": "Jo",
        },
    )
    wish = PacingCard.objects.get().wish
    assert wish == Wish(
        Depth.LIGHT, Manner.LISTEN, (note.slug,), OwnWords("My brother.", "Lantern", "Jo")
    )
    page = words_of(members.get(booking.get_absolute_url()))
    assert "Sam has not read this yet." in page

    page = words_of(specialists.get(booking.get_absolute_url()))
    for said in ("Stay light", "Just listen", "My brother.", note.label, "Lantern", "Call them Jo"):
        assert said in page
    specialists.post(url("card_read", booking), {"number": "1"})
    assert CardReading.objects.get().read_by == sam
    assert "Sam has read this" in words_of(members.get(booking.get_absolute_url()))


def test_a_card_that_changed_meanwhile_is_read_anew(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, now: datetime
) -> None:
    actions.write(booking, LIGHT, by=maya, now=now)
    actions.write(booking, Wish(), by=maya, now=now)
    client = client_of(sam)

    answer = client.post(url("card_read", booking), {"number": "1"}, follow=True)

    assert "It has changed meanwhile. Please read what it says now." in words_of(answer)
    assert CardReading.objects.count() == 0
    for odd in ("", "-1", "x", "9" * 9):
        assert client.post(url("card_read", booking), {"number": odd}).status_code == 404


def test_what_was_typed_stays_beside_the_error(
    booking: Booking, maya: User, client_of: ClientOf
) -> None:
    answer = client_of(maya).post(
        url("card", booking), {"off_table": "My brother.", "pause_word": "one two three"}
    )

    assert answer.status_code == 422
    assert "Please choose one or two short words, with letters." in words_of(answer)
    assert "My brother." in words_of(answer)
    assert 'value="one two three"' in answer.content.decode()
    assert PacingCard.objects.count() == 0


def test_words_of_danger_bring_help_at_once_also_beside_an_error(
    booking: Booking, maya: User, sam: User, client_of: ClientOf
) -> None:
    client = client_of(maya)

    answer = client.post(url("card", booking), {"off_table": HIGH, "pause_word": "a b c"})
    assert "Thank you for writing that down" in words_of(answer)

    answer = client.post(url("card", booking), {"off_table": HIGH}, follow=True)
    assert "Thank you for writing that down" in words_of(answer)
    assert HIGH in words_of(client_of(sam).get(booking.get_absolute_url()))


def test_last_times_in_one_tap(
    booking: Booking, maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    client = client_of(maya)
    assert "Use last time’s" not in words_of(client.get(booking.get_absolute_url()))
    actions.write(booking, LIGHT, by=maya, now=now)
    again = booked_session(maya, peer, now)

    assert "Use last time’s" in words_of(client.get(again.get_absolute_url()))
    client.post(url("card_again", again))

    assert PacingCard.objects.get(booking=again).wish == LIGHT


def test_in_the_room_both_see_it_and_a_change_stands_there_at_once(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, now: datetime
) -> None:
    actions.write(booking, LIGHT, by=maya, now=now)
    actions.read(booking, 1, by=sam, now=now)
    booking = starts(booking, now - timedelta(minutes=5))
    for reader in (maya, sam):
        room = parts.parts(Place.ROOM, booking, reader, now=now)
        (part,) = [each for each in room if "pacing" in each.template]
        assert part.words["card"].pause_word == "Lantern"

    actions.write(booking, Wish(words=OwnWords(pause_word="Red light")), by=maya, now=now)

    html = client_of(sam).get(url("card_in_room", booking)).content.decode()
    assert 'data-number="2"' in html
    assert "Red light" in html
    assert "I have read it and will keep to it" in html
    assert (
        "I have read it" not in client_of(maya).get(url("card_in_room", booking)).content.decode()
    )


def test_the_specialist_reads_it_no_more_once_the_room_is_shut(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, now: datetime
) -> None:
    actions.write(booking, LIGHT, by=maya, now=now)
    starts(booking, now - timedelta(minutes=45))

    client = client_of(sam)
    assert client.get(url("card_in_room", booking)).status_code == 404
    assert client.get(url("card", booking)).status_code == 302
    assert "My brother." not in words_of(client.get(booking.get_absolute_url()))


def test_the_specialist_reads_it_no_more_once_the_member_blocked_them(
    maya: User, sam: User, booking: Booking, client_of: ClientOf, now: datetime
) -> None:
    actions.write(booking, LIGHT, by=maya, now=now)
    place = url("card_in_room", booking)
    before = client_of(sam).get(place).status_code

    blocking.block(sam, by=maya, now=now)

    assert (before, client_of(sam).get(place).status_code) == (200, 404)
    assert client_of(maya).get(place).status_code == 200  # it is hers


def test_the_stranger_finds_nothing(
    booking: Booking, noor: User, client_of: ClientOf, now: datetime, maya: User
) -> None:
    actions.write(booking, LIGHT, by=maya, now=now)
    client = client_of(noor)

    for name in ("card", "card_in_room", "check_in"):
        assert client.get(url(name, booking)).status_code == 404
    for name in ("card", "card_again", "card_read", "heaviness_sharing", "check_in_taken_back"):
        assert client.post(url(name, booking), {"number": "1"}).status_code == 404
    assert client.post(url("heaviness", booking, "before"), {"value": "1"}).status_code == 404


def test_one_tap_before_and_one_after_and_both_over_time(
    booking: Booking, maya: User, sam: User, client_of: ClientOf, now: datetime
) -> None:
    client = client_of(maya)
    booking = starts(booking, now + timedelta(hours=2))
    assert "How heavy do things feel right now?" in words_of(client.get(booking.get_absolute_url()))
    client.post(url("heaviness", booking, "before"), {"value": "4"})
    booking = starts(booking, now - timedelta(hours=1))
    client.post(url("heaviness", booking, "after"), {"value": "8"})

    page = words_of(client.get(booking.get_absolute_url()))
    assert "Before: 4 of 10" in page
    assert "After: 8 of 10" in page
    assert "Would you like somebody to ask how you are?" in page
    table = words_of(client.get(reverse("sessions:over_time")))
    assert re.search(r"Sam 4 8", table)
    assert "lighter" not in table

    theirs = client_of(sam)
    assert "How heavy" not in words_of(theirs.get(booking.get_absolute_url()))
    assert theirs.post(url("heaviness", booking, "after"), {"value": "1"}).status_code == 404
    client.post(url("heaviness_sharing", booking), {"share": "yes"})
    assert "before 4, after 8 of 10" in words_of(theirs.get(booking.get_absolute_url()))
    client.post(url("heaviness_sharing", booking), {"share": "no"})
    assert "How heavy" not in words_of(theirs.get(booking.get_absolute_url()))

    client.post(url("heaviness", booking, "after"), {"back": "yes"})
    assert Heaviness.objects.get().after is None


@pytest.mark.parametrize("typed", [{}, {"value": "11"}, {"value": "x"}])
def test_an_odd_number_is_said_kindly_and_kept_nowhere(
    booking: Booking, maya: User, client_of: ClientOf, now: datetime, typed: dict[str, str]
) -> None:
    booking = starts(booking, now + timedelta(hours=2))

    answer = client_of(maya).post(url("heaviness", booking, "before"), typed, follow=True)

    assert answer.status_code == 200
    assert Heaviness.objects.count() == 0


def test_over_three_sessions_there_is_a_sentence(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, now: datetime
) -> None:
    for days, after in ((3, 2), (2, 9), (1, 5)):
        booked = starts(booked_session(maya, peer, now), now - days * DAY)
        Heaviness.objects.create(booking=booked, before=8, after=after)

    page = words_of(client_of(maya).get(reverse("sessions:over_time")))

    assert "A little lighter after 2 of 3 sessions." in page
