"""A time is kept for a member while they confirm."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, Rules
from sessions.bookings import actions, companions, openings
from sessions.bookings.actions import KEPT_FOR, NotBookable, SlotTaken, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON
from tests.sessions.bookings.test_moving import words_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
HALF = 30 * MINUTE
MORNING = NOON + DAY + 3 * HOUR  # Tuesday, nine in Chicago
OVER = NOON + KEPT_FOR


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def kept_time(
    member: User, peer: SpecialistProfile, *, starts_at: datetime = MORNING, now: datetime = NOON
) -> Booking:
    kept = actions.keep(Wish(peer, member, starts_at, starts_at + HALF), now=now)
    assert kept is not None
    return kept


def is_offered(peer: SpecialistProfile, member: User, starts_at: datetime, now: datetime) -> bool:
    table = openings.coming_timetable(peer, now=now, member=member)
    return table.is_free(starts_at, now=now)


def test_while_it_is_kept_nobody_else_is_offered_it_or_gets_it(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    kept = kept_time(maya, peer)
    just = OVER - timedelta(seconds=1)

    assert (kept.state, kept.kept_until) == (BookingState.KEPT, OVER)
    assert not is_offered(peer, noor, MORNING, just)
    assert is_offered(peer, maya, MORNING, just)
    with pytest.raises(SlotTaken) as told:
        booked_session(noor, peer, just, starts_at=MORNING)
    assert told.value.message == "That time is not free any more."
    with pytest.raises(SlotTaken):
        kept_time(noor, peer, now=just)


def test_from_the_moment_it_runs_out_it_is_anybodys(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    kept_time(maya, peer)

    assert is_offered(peer, noor, MORNING, OVER)
    assert booked_session(noor, peer, OVER, starts_at=MORNING).member == noor
    assert list(Booking.rows.values_list("member", "state")) == [(noor.pk, BookingState.BOOKED)]


@pytest.mark.parametrize("later", [MINUTE, KEPT_FOR, HOUR])
def test_its_member_books_it_also_after_it_ran_out(
    maya: User, peer: SpecialistProfile, later: timedelta
) -> None:
    kept_time(maya, peer)

    booking = booked_session(maya, peer, NOON + later, starts_at=MORNING, note="I type slowly.")

    assert (booking.state, booking.kept_until) == (BookingState.BOOKED, None)
    assert list(Booking.rows.all()) == [booking]


def test_one_time_is_kept_for_a_member_the_last_they_chose(
    maya: User, noor: User, osei: User, peer: SpecialistProfile
) -> None:
    other = bookable_specialist(osei, now=NOON)
    kept_time(maya, peer)
    kept_time(maya, other, starts_at=MORNING + HALF)
    again = kept_time(maya, other, starts_at=MORNING + HALF, now=NOON + MINUTE)

    assert list(Booking.rows.all()) == [again]
    assert again.kept_until == OVER + MINUTE
    assert is_offered(peer, noor, MORNING, NOON)
    with pytest.raises(IntegrityError, match="one_kept_time_of_a_member"), transaction.atomic():
        Booking.rows.create(
            member=maya,
            specialist=peer,
            starts_at=MORNING,
            ends_at=MORNING + HALF,
            state=BookingState.KEPT,
            kept_until=OVER,
            booked_at=NOON,
            changed_at=NOON,
        )


def test_booking_another_time_lets_the_kept_one_go(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    kept_time(maya, peer)

    booked_session(maya, peer, NOON, starts_at=MORNING + HOUR)

    assert is_offered(peer, noor, MORNING, NOON)


def test_a_kept_time_is_no_session(
    maya: User, sam: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    first = peer.next_open_slot_at
    kept = kept_time(maya, peer)
    actions.refresh_next_open_slots(now=NOON)

    assert not Booking.objects.exists()
    assert not companions.have_met(maya.pk, sam.pk)
    assert list(companions.met_by(maya.pk)) == []
    assert companions.people_of_each(NOON) == {}
    assert not Notice.objects.filter(kind__startswith="sessions.").exists()
    peer.refresh_from_db()
    assert (peer.people_now, peer.next_open_slot_at) == (0, first)
    for person in (maya, sam):
        assert client_of(person).get(kept.get_absolute_url()).status_code == 404


def test_a_kept_time_does_not_make_whoever_is_new_known(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    kept_time(maya, peer)
    SpecialistProfile.objects.filter(pk=peer.pk).update(capacity=1)
    booked_session(noor, peer, NOON, starts_at=MORNING + HOUR)  # Sam's list is full

    with pytest.raises(NotBookable):
        booked_session(maya, peer, NOON, starts_at=MORNING)


def test_whoever_may_not_book_keeps_nothing(maya: User, sam: User, peer: SpecialistProfile) -> None:
    with pytest.raises(NotBookable):
        kept_time(sam, peer)
    for starts_at in (MORNING + 10 * MINUTE, MORNING - 3 * HOUR, MORNING + 40 * DAY):
        with pytest.raises(SlotTaken):
            kept_time(maya, peer, starts_at=starts_at)
    peers.pause(peer, by=sam, now=NOON)
    with pytest.raises(NotBookable):
        kept_time(maya, peer)

    assert not Booking.rows.exists()


def test_a_kept_time_counts_for_the_rest_and_the_day(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    hours.keep_rules(peer, Rules(per_day=1), now=NOON)
    kept_time(maya, peer)

    assert not is_offered(peer, noor, MORNING + 3 * HOUR, NOON)
    assert is_offered(peer, noor, MORNING + 3 * HOUR, OVER)


def test_a_session_moves_to_the_time_that_is_kept_for_its_member(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    hers = booked_session(maya, peer, NOON, starts_at=MORNING + HOUR)
    others = booked_session(noor, peer, NOON, starts_at=MORNING + 2 * HOUR)
    kept_time(maya, peer)

    with pytest.raises(SlotTaken):
        actions.change_time(others, by=noor, starts_at=MORNING, now=NOON)
    assert actions.change_time(hers, by=maya, starts_at=MORNING, now=NOON).starts_at == MORNING


def test_the_job_lets_go_what_ran_out_alone(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    kept_time(maya, peer)
    later = kept_time(noor, peer, starts_at=MORNING + HOUR, now=NOON + MINUTE)

    assert actions.let_go(now=OVER) == 1
    assert actions.let_go(now=OVER) == 0
    assert list(Booking.rows.all()) == [later]


def test_choosing_keeps_it_and_the_page_says_until_when(
    maya: User, noor: User, peer: SpecialistProfile, client_of: ClientOf
) -> None:
    now = timezone.now()
    starts_at = free_time(peer, now=now + DAY)
    keep = reverse("sessions:keep", args=["sam", starts_at])
    slot = reverse("sessions:slot", args=["sam", starts_at])
    client = client_of(maya)

    assert "We keep this time" not in words_of(client.get(slot))
    assert not Booking.rows.exists()  # looking writes nothing
    assert client.get(keep).status_code == 405
    assert client.post(keep)["Location"] == slot

    until = Booking.rows.get().kept_until
    assert until is not None
    assert now + KEPT_FOR <= until <= timezone.now() + KEPT_FOR
    assert "We keep this time for you until" in words_of(client.get(slot))
    unfinished = client.post(slot, {"mode": "", "note": "kept"})
    assert "We keep this time for you until" in words_of(unfinished)

    taken = client_of(noor).post(keep)
    assert taken.status_code == 409
    assert "That time is not free any more." in words_of(taken)
    assert "Maya" not in words_of(taken)

    client.post(slot, {"mode": "text"})
    assert list(Booking.rows.values_list("member", "state")) == [(maya.pk, BookingState.BOOKED)]
