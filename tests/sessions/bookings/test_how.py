"""How two people meet: what a specialist offers, only listening, and where a member will be."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Where, offers
from tests.builders_sessions import bookable_specialist, free_time

ClientOf = Callable[[User], Client]


@pytest.mark.parametrize(
    ("ways", "offered"),
    [
        (["text"], {Mode.TEXT}),
        (["audio"], {Mode.AUDIO, Mode.LISTEN}),
        (["video"], {Mode.VIDEO, Mode.LISTEN}),
        (["text", "audio", "video"], set(Mode)),
        ([], set()),
    ],
)
def test_whoever_can_be_heard_can_be_listened_to(ways: list[str], offered: set[Mode]) -> None:
    assert {mode for mode in Mode if offers(ways, mode)} == offered


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=timezone.now())


def send(client: Client, peer: SpecialistProfile, **said: str) -> int:
    at = free_time(peer, now=timezone.now())
    return client.post(reverse("sessions:slot", args=[peer.slug, at]), said).status_code


@pytest.mark.django_db
def test_maya_books_to_listen_from_home_and_both_read_it(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    SpecialistProfile.objects.filter(pk=peer.pk).update(ways=["audio"])
    client = client_of(maya)

    assert send(client, peer, mode="listen", where="home") == 302

    booking = Booking.objects.get()
    assert (booking.mode, booking.where) == (Mode.LISTEN, Where.HOME)
    for person, words in ((maya, "Where you will be"), (sam, "Where they will be")):
        page = client_of(person).get(booking.get_absolute_url()).content.decode()
        assert "Listening only" in page
        assert words in page
        assert "At home" in page


@pytest.mark.django_db
def test_where_one_will_be_need_not_be_said(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    assert send(client_of(maya), peer, mode="text") == 302

    booking = Booking.objects.get()
    assert booking.where == ""
    assert (
        "Where you will be" not in client_of(maya).get(booking.get_absolute_url()).content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("said", [{"mode": "text", "where": "the moon"}, {"mode": "smoke"}])
def test_what_nobody_offers_books_nothing(
    maya: User, peer: SpecialistProfile, client_of: ClientOf, said: dict[str, str]
) -> None:
    assert send(client_of(maya), peer, **said) == 400
    assert not Booking.objects.exists()


@pytest.mark.django_db
def test_only_listening_is_not_possible_with_whoever_only_writes(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    SpecialistProfile.objects.filter(pk=peer.pk).update(ways=["text"])

    assert send(client_of(maya), peer, mode="listen") == 400
