"""No words to a specialist are lost, also when the same time is booked again."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from safety.flags import actions as flags
from safety.flags.models import Flag
from sessions.bookings import actions
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from tests.builders_sessions import bookable_specialist, free_time
from tests.cast import NOON

pytestmark = pytest.mark.django_db
DANGER = "I have the pills here and I am going to kill myself tonight."


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def book(by: User, peer: SpecialistProfile, note: str) -> actions.Booked:
    mine = Booking.objects.filter(member=by).first()
    starts_at = mine.starts_at if mine else free_time(peer, now=NOON)
    return actions.book(peer, by=by, starts_at=starts_at, mode=Mode.TEXT, note=note, now=NOON)


def test_a_note_that_comes_with_a_second_wish_is_kept_and_read(
    maya: User, peer: SpecialistProfile
) -> None:
    book(maya, peer, "")

    again = book(maya, peer, DANGER)

    booking = Booking.objects.get()
    assert (booking.note, booking.note_held, again.show_help) == (DANGER, True, True)
    assert Flag.objects.get().subject_id == str(booking.pk)


def test_a_retry_shows_help_again_and_flags_once(maya: User, peer: SpecialistProfile) -> None:
    assert [book(maya, peer, DANGER).show_help for _ in range(2)] == [True, True]
    assert Flag.objects.count() == 1


def test_a_retry_does_not_hold_again_what_was_let_out(
    maya: User, ines: User, peer: SpecialistProfile
) -> None:
    book(maya, peer, DANGER)
    flag = flags.claim(Flag.objects.get(), by=ines, now=NOON)
    flags.let_out(flag, by=ines, now=NOON)

    book(maya, peer, DANGER)

    assert not Booking.objects.get().note_held


def test_an_empty_second_note_leaves_the_first(maya: User, peer: SpecialistProfile) -> None:
    book(maya, peer, "I would like to type.")
    book(maya, peer, "")

    assert Booking.objects.get().note == "I would like to type."


def test_a_note_for_a_time_that_is_taken_shows_help_and_stays(
    maya: User, noor: User, sam: User, client_of: Callable[[User], Client]
) -> None:
    now = timezone.now()
    peer = bookable_specialist(sam, now=now)
    starts_at = free_time(peer, now=now)
    actions.book(peer, by=noor, starts_at=starts_at, mode=Mode.TEXT, now=now)
    address = reverse("sessions:slot", args=[peer.slug, starts_at])

    taken = client_of(maya).post(address, {"mode": "text", "note": DANGER})
    calm = client_of(maya).post(address, {"mode": "text", "note": "I would like to type."})

    assert (taken.status_code, taken.context["heavy"]) == (409, True)
    assert DANGER in taken.content.decode()
    assert "you do not have to wait to talk to someone" in taken.content.decode()
    assert not calm.context["heavy"]
