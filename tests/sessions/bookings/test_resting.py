"""A session that is heavy for its specialist: the quarter of an hour behind it is closed, for the list and for the booking."""

from datetime import datetime, timedelta

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability import actions as hours
from sessions.availability.rules import HOUR, MINUTE, Rules
from sessions.bookings import actions, openings
from sessions.bookings.models import Booking, HeavyMark
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
THREE = NOON + timedelta(days=1, hours=3)  # nine in Chicago, where Sam's day begins


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    peer = bookable_specialist(sam, now=NOON)
    hours.keep_rules(peer, Rules(step=15 * MINUTE, lengths=(15 * MINUTE, 30 * MINUTE)), now=NOON)
    return peer


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    """From ten to half past ten in Chicago."""
    return booked_session(maya, peer, NOON, starts_at=THREE + HOUR)


def listed(peer: SpecialistProfile, member: User) -> list[datetime]:
    table = openings.coming_timetable(peer, now=NOON, member=member)
    return table.free(now=NOON, since=THREE, until=THREE + 3 * HOUR)


def test_the_time_behind_it_is_closed_and_open_again(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    behind = booking.ends_at
    before = listed(peer, noor)
    assert behind in before

    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)
    assert listed(peer, noor) == [start for start in before if start != behind]
    with pytest.raises(actions.SlotTaken):
        booked_session(noor, peer, NOON, starts_at=behind)

    actions.mark_heavy(booking, heavy=False, by=sam, now=NOON)
    assert listed(peer, noor) == before
    booked_session(noor, peer, NOON, starts_at=behind)


def test_a_quarter_of_an_hour_later_and_right_before_it_can_be_booked(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)

    later = booking.ends_at + 15 * MINUTE
    assert booked_session(noor, peer, NOON, starts_at=later).starts_at == later
    before = booking.starts_at - 30 * MINUTE
    assert booked_session(noor, peer, NOON, starts_at=before).starts_at == before


def test_their_own_longer_pause_stands(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    rules = Rules(step=15 * MINUTE, after=30 * MINUTE, lengths=(30 * MINUTE,))
    hours.keep_rules(peer, rules, now=NOON)
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)

    starts = [start for start in listed(peer, noor) if start >= booking.ends_at]
    assert starts[0] == booking.ends_at + 30 * MINUTE


def test_a_heavy_session_takes_its_rest_with_it(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    noors = booked_session(noor, peer, NOON, starts_at=THREE + 3 * HOUR)
    close = noors.starts_at - 30 * MINUTE
    assert actions.times_for(booking, seen_by=sam, now=NOON).is_free(close, now=NOON)
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)

    assert not actions.times_for(booking, seen_by=sam, now=NOON).is_free(close, now=NOON)
    with pytest.raises(actions.SlotTaken):
        actions.change_time(booking, by=booking.member, starts_at=close, now=NOON)
    moved = actions.change_time(booking, by=booking.member, starts_at=close - 15 * MINUTE, now=NOON)
    assert moved.ends_at + 15 * MINUTE == noors.starts_at
    assert booking.ends_at in listed(peer, noor), "the old time is free to its last minute"


def test_a_cancelled_session_needs_no_rest(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)
    actions.cancel(booking, by=sam, now=NOON)

    assert booking.ends_at in listed(peer, noor)


def test_what_is_booked_behind_it_stays_and_is_found(
    booking: Booking, peer: SpecialistProfile, noor: User, sam: User
) -> None:
    noors = booked_session(noor, peer, NOON, starts_at=booking.ends_at)
    actions.mark_heavy(booking, heavy=True, by=sam, now=NOON)

    assert actions.right_behind(booking, now=NOON) == noors
    assert actions.right_behind(noors, now=NOON) is None


def test_search_hears_of_it(booking: Booking, peer: SpecialistProfile, sam: User) -> None:
    peer.refresh_from_db()
    assert peer.next_open_slot_at is not None
    first = actions.change_time(
        booking, by=booking.member, starts_at=peer.next_open_slot_at, now=NOON
    )
    peer.refresh_from_db()
    assert peer.next_open_slot_at == first.ends_at

    actions.mark_heavy(first, heavy=True, by=sam, now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == first.ends_at + 15 * MINUTE
    assert actions.refresh_next_open_slots(now=NOON) == 0


def test_nobody_but_the_specialist_says_so(booking: Booking, maya: User, noor: User) -> None:
    for stranger in (maya, noor):
        with pytest.raises(actions.NotYours):
            actions.mark_heavy(booking, heavy=True, by=stranger, now=NOON)
    assert not HeavyMark.objects.exists()
