"""The demo's button that lets a session begin, at any time of the day."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from peerhub.accounts.models import User
from peerhub.demo.world import soon
from sessions.bookings import doors
from sessions.bookings.models import Booking
from tests.builders_sessions import bookable_specialist
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("hour", [3, 12, 23])
def test_a_session_of_the_two_is_open_or_about_to_be_and_the_same_one_again(
    maya: User, sam: User, hour: int
) -> None:
    bookable_specialist(sam, now=NOON)
    now = NOON.replace(hour=hour, minute=53, second=20)

    made, again = soon.begin(now=now), soon.begin(now=now + timedelta(minutes=1))

    assert made is not None
    assert made == again
    assert made.starts_at - doors.OPENS <= now + timedelta(minutes=10)
    assert made.ends_at > now + timedelta(minutes=20)
    assert Booking.objects.count() == 1


def test_the_button_works_in_a_demo_alone(maya: User, sam: User, settings: Settings) -> None:
    bookable_specialist(sam, now=NOON)
    settings.DEMO = False
    assert Client().post("/demo/session/").status_code == 404

    settings.DEMO = True
    page = Client().post("/demo/session/", follow=True).content.decode()

    assert "Maya and Sam meet in a moment" in page
    assert Booking.objects.count() == 1
