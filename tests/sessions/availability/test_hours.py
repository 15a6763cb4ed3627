"""A specialist keeps their hours."""

from collections.abc import Callable
from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from sessions.availability import actions
from sessions.availability.actions import HoursOverlap
from sessions.availability.models import OfferedHours
from sessions.availability.week import WeeklyHours
from tests.builders_matching import published_specialist
from tests.builders_sessions import booked_session, free_time, offered_hours
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
TYPED = {"days": ["0", "2"], "opens": "17:00", "closes": "20:00"}


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return published_specialist(sam, roots=("R7",), now=NOON)


def week(peer: SpecialistProfile) -> list[WeeklyHours]:
    return sorted(row.weekly for row in OfferedHours.objects.filter(profile=peer))


def test_hours_are_added_on_every_chosen_day(
    sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    response = client_of(sam).post(reverse("sessions:hours"), TYPED, follow=True)

    assert week(peer) == [
        WeeklyHours(0, time(17), time(20)),
        WeeklyHours(2, time(17), time(20)),
    ]
    html = response.content.decode()
    assert html.count("5:00 pm to 8:00 pm") >= 2
    assert "Chicago time" in html
    assert Entry.objects.filter(verb=Verb.HOURS_OFFERED, actor_id=sam.pk).count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({**TYPED, "days": []}, "days"),
        ({**TYPED, "days": ["9"]}, "days"),
        ({**TYPED, "opens": "half past five"}, "opens"),
        ({**TYPED, "opens": ""}, "opens"),
        ({**TYPED, "closes": "17:15"}, "closes"),
        ({**TYPED, "closes": "17:00"}, "closes"),
        ({**TYPED, "closes": "06:00"}, "closes"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_field(
    sam: User, peer: SpecialistProfile, client_of: ClientOf, typed: dict[str, object], field: str
) -> None:
    response = client_of(sam).post(reverse("sessions:hours"), typed)

    assert response.status_code == 400
    assert list(response.context["form"].errors) == [field]
    assert not week(peer)


def test_hours_that_overlap_are_refused_whole(
    sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    offered_hours(peer, weekdays=(2,), opens=time(19), closes=time(21), now=NOON)

    response = client_of(sam).post(reverse("sessions:hours"), TYPED)

    assert response.status_code == 400
    assert "You already offer Wednesday 7:00 pm to 9:00 pm" in response.content.decode()
    assert len(week(peer)) == 1
    with pytest.raises(HoursOverlap):
        offered_hours(peer, weekdays=(2,), opens=time(20), closes=time(22), now=NOON)


def test_hours_around_midnight(sam: User, peer: SpecialistProfile, client_of: ClientOf) -> None:
    typed = {"days": ["6"], "opens": "22:00", "closes": "01:00"}

    assert client_of(sam).post(reverse("sessions:hours"), typed).status_code == 302

    with pytest.raises(HoursOverlap):
        offered_hours(peer, weekdays=(0,), opens=time(0, 30), closes=time(2), now=NOON)


def test_hours_taken_back_leave_booked_sessions(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    [row] = offered_hours(peer, weekdays=(1,), now=NOON)
    booking = booked_session(maya, peer, NOON)

    client_of(sam).post(reverse("sessions:fewer_hours", args=[row.pk]))

    booking.refresh_from_db()
    assert not week(peer)
    assert booking.state == "booked"


def test_search_hears_of_other_hours(
    peer: SpecialistProfile, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        [row] = offered_hours(peer, weekdays=(1,), now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == free_time(peer, now=NOON)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        actions.withdraw_hours(row, now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at is None


def test_only_the_own_hours_can_be_removed(
    osei: User, peer: SpecialistProfile, maya: User, client_of: ClientOf
) -> None:
    [row] = offered_hours(peer, weekdays=(1,), now=NOON)
    published_specialist(osei, roots=("R7",), now=NOON)
    url = reverse("sessions:fewer_hours", args=[row.pk])

    assert client_of(osei).post(url).status_code == 404
    assert client_of(maya).post(url).status_code == 404
    assert client_of(maya).get(reverse("sessions:hours")).status_code == 404
    assert week(peer)


def test_a_specialist_without_a_page_is_told_what_comes_first(
    sam: User, client_of: ClientOf
) -> None:
    assert "Your page comes first" in client_of(sam).get(reverse("sessions:hours")).content.decode()
    assert client_of(sam).post(reverse("sessions:hours"), TYPED).status_code == 404


@pytest.mark.parametrize("given", [{"weekday": 7}, {"closes": time(9)}])
def test_the_database_refuses_hours_that_cannot_be(
    peer: SpecialistProfile, given: dict[str, object]
) -> None:
    whole = {"weekday": 1, "opens": time(9), "closes": time(10), **given}

    with pytest.raises(IntegrityError), transaction.atomic():
        OfferedHours.objects.create(profile=peer, **whole)
