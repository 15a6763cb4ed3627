"""What a session's page asks of the database: the same with one thing on it and with three."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.calls import actions as calls
from sessions.calls.models import Presence
from sessions.calls.states import Parting, Way
from sessions.heavy_days import actions as hard_days
from sessions.heavy_days.models import HardDayShare
from sessions.notes import actions as notes
from sessions.notes.models import Recollection
from sessions.pacing import actions as cards
from sessions.pacing.models import OwnWords, PacingCard, Wish
from tests.builders_notes import held_session, signed
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.sessions.heavy_days.conftest import kept_day

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
# Before: cards that were written and days that are shared; after: visits, and what was added to a note.
QUERIES = {
    ("member", "before"): 17,
    ("specialist", "before"): 21,
    ("member", "after"): 24,
    ("specialist", "after"): 18,
}


def before(member: User, sam: User, number: int) -> Booking:
    now = timezone.now()
    peer = bookable_specialist(sam, now=now)
    starts_at = free_time(peer, now=now + 2 * DAY)
    booking = booked_session(member, peer, now, starts_at=starts_at)
    for each in range(number):
        cards.write(
            booking, Wish(words=OwnWords(off_table=f"My {each + 1} brothers.")), by=member, now=now
        )
        on = (now + (5 + each) * DAY).date()
        day = kept_day(member, first=on, now=now)
        hard_days.share(day, person_id=sam.pk, with_words=False, by=member, now=now)
    assert (PacingCard.objects.count(), HardDayShare.objects.count()) == (number, number)
    return booking


def after(member: User, sam: User, number: int) -> Booking:
    now = timezone.now()
    peer = bookable_specialist(sam, now=now - 60 * DAY)
    booking = held_session(member, peer, ended=DAY, now=now)
    cards.read(booking, 0, by=sam, now=booking.booked_at)
    note = signed(booking, now=booking.ends_at)
    for each in range(number):
        at = booking.starts_at + each * 3 * MINUTE
        for person in (member, sam):
            seat = f"page-of-{person.pk}"
            visit = calls.enter(booking, by=person, seat=seat, way=Way.TEXT, now=at)
            calls.leave(visit, parting=Parting.LEFT, now=at + MINUTE)
        notes.remember(note, words=f"I remember {each + 1}.", by=member, now=booking.ends_at)
    assert (Presence.objects.count(), Recollection.objects.count()) == (2 * number, number)
    return booking


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("who", "when"), list(QUERIES))
def test_the_page_of_a_session_costs_the_same_with_one_thing_and_three(
    maya: User,
    sam: User,
    client_of: ClientOf,
    who: str,
    when: str,
    number: int,
    django_assert_num_queries: Any,
) -> None:
    booking = {"before": before, "after": after}[when](maya, sam, number)
    client = client_of(maya if who == "member" else sam)
    client.get(booking.get_absolute_url())

    with django_assert_num_queries(QUERIES[who, when]):
        assert client.get(booking.get_absolute_url()).status_code == 200
