"""Whatever a request says, Sam is booked by Sam's rules; and the page shows no other time."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, Rules
from sessions.availability.week import Away, Closed
from sessions.bookings import actions, openings
from sessions.bookings.actions import SlotTaken
from sessions.bookings.models import Booking
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
QUARTER, HALF, WHOLE = 15 * MINUTE, 30 * MINUTE, 60 * MINUTE
ALL_LENGTHS = Rules(step=QUARTER, lengths=(QUARTER, HALF, WHOLE))


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def nine(peer: SpecialistProfile) -> datetime:
    """Tomorrow's first hour, in Chicago."""
    return free_time(peer, now=NOON + DAY - 4 * HOUR)


def with_rules(peer: SpecialistProfile, **different: object) -> None:
    hours.keep_rules(peer, replace(ALL_LENGTHS, **different), now=NOON)  # type: ignore[arg-type]


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("length", ALL_LENGTHS.lengths)
def test_a_session_lasts_as_long_as_was_chosen(
    maya: User, noor: User, peer: SpecialistProfile, nine: datetime, length: timedelta
) -> None:
    with_rules(peer)

    booking = booked_session(maya, peer, NOON, starts_at=nine, length=length)

    assert (booking.starts_at, booking.ends_at) == (nine, nine + length)
    with pytest.raises(SlotTaken):
        booked_session(noor, peer, NOON, starts_at=nine + length - QUARTER, length=QUARTER)
    assert booked_session(noor, peer, NOON, starts_at=nine + length, length=QUARTER).member == noor


@pytest.mark.parametrize("minutes", [0, -30, 20, 45, 60, 600])
def test_a_length_that_is_not_offered(
    maya: User, peer: SpecialistProfile, nine: datetime, minutes: int
) -> None:
    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=nine, length=minutes * MINUTE)


def test_another_length_at_ones_own_time_is_another_wish(
    maya: User, peer: SpecialistProfile, nine: datetime
) -> None:
    with_rules(peer)
    booked_session(maya, peer, NOON, starts_at=nine, length=HALF)

    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=nine, length=WHOLE)


def test_nobody_books_into_the_time_for_oneself(
    maya: User, noor: User, peer: SpecialistProfile, nine: datetime
) -> None:
    with_rules(peer, before=5 * MINUTE, after=10 * MINUTE)
    booked_session(maya, peer, NOON, starts_at=nine + HOUR)

    for near in (nine + HALF, nine + HOUR + HALF):
        with pytest.raises(SlotTaken):
            booked_session(noor, peer, NOON, starts_at=near)
    for far in (nine + QUARTER, nine + HOUR + HALF + QUARTER):
        assert booked_session(noor, peer, NOON, starts_at=far).member == noor


def test_the_member_needs_no_time_in_between(
    maya: User, osei: User, peer: SpecialistProfile, nine: datetime
) -> None:
    other = bookable_specialist(osei, now=NOON)
    with_rules(peer, after=30 * MINUTE)
    booked_session(maya, peer, NOON, starts_at=nine + 2 * HOUR)

    assert booked_session(maya, other, NOON, starts_at=nine + 2 * HOUR + HALF).member == maya


@pytest.mark.parametrize("cap", [{"per_day": 1}, {"per_week": 1}])
def test_enough_is_enough_until_one_is_cancelled(
    maya: User, noor: User, peer: SpecialistProfile, nine: datetime, cap: dict[str, int]
) -> None:
    with_rules(peer, **cap)
    booking = booked_session(maya, peer, NOON, starts_at=nine)

    with pytest.raises(SlotTaken):
        booked_session(noor, peer, NOON, starts_at=nine + 3 * HOUR)

    actions.cancel(booking, by=maya, now=NOON)
    assert booked_session(noor, peer, NOON, starts_at=nine + 3 * HOUR).member == noor


def test_leave_closed_days_notice_and_horizon(
    maya: User, peer: SpecialistProfile, nine: datetime
) -> None:
    tomorrow = nine.date()

    leave = hours.take_leave(peer, Away(tomorrow, tomorrow), now=NOON)
    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=nine)
    hours.end_leave(leave, now=NOON)
    closed = hours.change_date(peer, Closed(tomorrow), now=NOON)
    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=nine)
    hours.take_date_back(closed, now=NOON)
    with_rules(peer, notice=48 * HOUR, horizon=7 * DAY)
    for away in (0 * DAY, 8 * DAY):
        with pytest.raises(SlotTaken):
            booked_session(maya, peer, NOON, starts_at=nine + away)
    assert booked_session(maya, peer, NOON, starts_at=nine + 3 * DAY).member == maya


def test_search_hears_of_a_time_that_a_later_session_takes_away(
    maya: User, peer: SpecialistProfile
) -> None:
    first = free_time(peer, now=NOON)
    with_rules(peer, after=30 * MINUTE)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == first

    booking = booked_session(maya, peer, NOON, starts_at=first + HALF, length=QUARTER)

    peer.refresh_from_db()
    assert peer.next_open_slot_at == booking.ends_at + 30 * MINUTE


def test_another_zone_in_the_settings_counts_at_once(
    maya: User, sam: User, peer: SpecialistProfile, nine: datetime
) -> None:
    """The page was drawn before; what the action was given is old."""
    User.objects.filter(pk=sam.pk).update(time_zone="Asia/Tokyo")

    with pytest.raises(SlotTaken):
        booked_session(maya, peer, NOON, starts_at=nine)


def test_a_member_chooses_how_long(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    now = timezone.now()
    with_rules(peer)
    client, url = client_of(maya), reverse("sessions:times", args=["sam"])

    page = client.get(url)
    assert "How long would you like to talk? 15 minutes 30 minutes 60 minutes" in words_of(page)
    assert "A session takes 30 minutes." in words_of(page)
    longer = client.get(url, {"minutes": "60"})
    assert "A session takes 60 minutes." in words_of(longer)
    assert re.search(r"day=[0-9-]+&amp;minutes=60#times", longer.content.decode())

    # Late in Sam's day half an hour is free where a whole one is not.
    starts_at = openings.coming_timetable(peer, now=now).all_free(now=now, length=WHOLE)[0]
    slot = reverse("sessions:slot", args=["sam", starts_at]) + "?minutes=60"
    keep = reverse("sessions:keep", args=["sam", starts_at]) + "?minutes=60"
    assert f'formaction="{keep}"' in longer.content.decode()
    assert "It takes 60 minutes, until" in words_of(client.get(slot))
    shown = client.post(slot, {"mode": "text"}, follow=True)
    assert "By text, 60 minutes" in words_of(shown)
    assert Booking.objects.get().ends_at == starts_at + WHOLE


def test_one_length_asks_nothing(maya: User, peer: SpecialistProfile, client_of: ClientOf) -> None:
    page = words_of(client_of(maya).get(reverse("sessions:times", args=["sam"])))

    assert "How long would you like to talk?" not in page


def test_a_length_that_is_gone_is_said_and_never_shortened_unasked(
    maya: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    starts_at = free_time(peer, now=timezone.now(), number=5)
    url = reverse("sessions:slot", args=["sam", starts_at])

    gone = client_of(maya).post(url + "?minutes=60", {"mode": "text", "note": "Kept."})

    assert gone.status_code == 409
    assert "for 30 minutes" in words_of(gone)
    assert "Kept." in words_of(gone)
    assert not Booking.objects.exists()
    assert len(gone.context["nearest"]) == 3
    odd = client_of(maya).get(url + "?minutes=1e9")
    assert "It takes 30 minutes" in words_of(odd)
