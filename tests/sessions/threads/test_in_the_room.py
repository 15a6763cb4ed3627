"""The page on which two people meet holds the same log and field; a session of text needs no more."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from peerhub.accounts.models import User
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.parts import Place, parts
from sessions.threads.models import Line, Thread
from tests.cast import NOON
from tests.sessions.threads.conftest import Write

pytestmark = pytest.mark.django_db
ROOM = "sessions/threads/_in_room.html"
WAY = "sessions/threads/_way.html"


def templates(place: Place, booking: Booking, reader: User, **at: object) -> list[str]:
    """The templates of ours at a place."""
    found = parts(place, booking, reader, now=at.get("now", NOON))  # type: ignore[arg-type]
    return [part.template for part in found if "threads" in part.template]


def test_the_room_holds_what_was_written_and_a_field_that_leads_back_to_it(
    booking: Booking, thread: Thread, maya: User, sam: User, write: Write
) -> None:
    write(maya, "I am here.")
    (part,) = [
        part
        for part in parts(Place.ROOM, booking, sam, now=booking.starts_at)
        if part.template == ROOM
    ]

    request = RequestFactory().get("/sessions/some/room/")
    request.user = sam
    page = render_to_string(ROOM, {"part": part.words, "user": sam}, request)

    assert "I am here." in page
    assert f'action="/words/{thread.public_id}/"' in page
    assert '<input type="hidden" name="to" value="/sessions/some/room/">' in page
    assert Line.objects.get().seen_at == booking.starts_at


def test_the_room_opens_the_thread_of_two_who_never_wrote(booking: Booking, maya: User) -> None:
    assert templates(Place.ROOM, booking, maya) == [ROOM]
    assert Thread.objects.count() == 1


def test_one_way_to_write_stands_on_the_page_of_a_session_before_and_after_it(
    booking: Booking, maya: User, sam: User
) -> None:
    during, over = booking.starts_at, booking.ends_at

    assert templates(Place.BEFORE, booking, maya) == [WAY]
    assert templates(Place.AFTER, booking, maya, now=during) == []
    assert templates(Place.AFTER, booking, maya, now=over) == [WAY]
    held = bookings.record_meeting(booking, met=True, by=sam, now=during)
    assert templates(Place.AFTER, held, maya, now=during) == [WAY]
