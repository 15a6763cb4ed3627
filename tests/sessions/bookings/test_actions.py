"""Booking and cancelling, as the two people live it."""

from datetime import timedelta

import pytest
from django.db import transaction

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from safety import subjects
from safety.flags.models import Flag
from sessions.bookings import actions
from sessions.bookings.actions import NotBookable, NotYours, SlotTaken, TooEarly, TooLate
from sessions.bookings.models import Booking, TransitionNotAllowed
from sessions.bookings.states import BookingState, Mode
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

pytestmark = pytest.mark.django_db
DANGER = "I have the pills here and I am going to kill myself tonight."


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


def test_a_booked_time_is_kept_for_both(maya: User, peer: SpecialistProfile) -> None:
    starts_at = free_time(peer, now=NOON)

    booking = booked_session(maya, peer, NOON, note="I would like to type.")

    assert (booking.starts_at, booking.ends_at) == (starts_at, starts_at + timedelta(minutes=30))
    assert (booking.state, booking.zone_shown) == (BookingState.BOOKED, "America/New_York")
    assert len(booking.public_id) == 22
    assert Entry.objects.filter(verb=Verb.SESSION_BOOKED, subject_id=str(booking.pk)).count() == 1


def test_search_hears_of_the_next_free_time(maya: User, peer: SpecialistProfile) -> None:
    first, second = free_time(peer, now=NOON), free_time(peer, now=NOON, number=1)
    assert peer.next_open_slot_at == first

    booking = booked_session(maya, peer, NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == second

    actions.cancel(booking, by=maya, now=NOON)
    peer.refresh_from_db()
    assert peer.next_open_slot_at == first


def test_time_alone_moves_the_next_free_time_on(peer: SpecialistProfile) -> None:
    tomorrow = NOON + timedelta(days=1)

    assert actions.refresh_next_open_slots(now=tomorrow) == 1

    peer.refresh_from_db()
    assert peer.next_open_slot_at == free_time(peer, now=tomorrow)
    assert actions.refresh_next_open_slots(now=tomorrow) == 0


def test_two_members_cannot_have_the_same_time(
    maya: User, noor: User, peer: SpecialistProfile
) -> None:
    booking = booked_session(maya, peer, NOON)

    with pytest.raises(SlotTaken) as told:
        booked_session(noor, peer, NOON, starts_at=booking.starts_at)

    assert told.value.status == 409
    assert "Maya" not in told.value.message


def test_a_member_cannot_be_with_two_specialists_at_once(
    maya: User, osei: User, peer: SpecialistProfile
) -> None:
    other = bookable_specialist(osei, now=NOON)
    starts_at = free_time(other, now=NOON, number=4)
    booked_session(maya, peer, NOON, starts_at=starts_at)

    with pytest.raises(SlotTaken):
        booked_session(maya, other, NOON, starts_at=starts_at)


def test_the_same_wish_twice_is_one_booking(maya: User, peer: SpecialistProfile) -> None:
    starts_at = free_time(peer, now=NOON)

    first = booked_session(maya, peer, NOON, starts_at=starts_at)
    again = booked_session(maya, peer, NOON, starts_at=starts_at)

    assert again == first
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("minutes", [1, 7, 15, 29])
def test_only_offered_times_can_be_booked(
    maya: User, peer: SpecialistProfile, minutes: int
) -> None:
    with pytest.raises(SlotTaken):
        booked_session(
            maya, peer, NOON, starts_at=free_time(peer, now=NOON) + timedelta(minutes=minutes)
        )


@pytest.mark.parametrize("away", [timedelta(hours=3, minutes=59), timedelta(days=28, hours=3)])
def test_too_soon_or_too_far_away(maya: User, peer: SpecialistProfile, away: timedelta) -> None:
    starts_at = free_time(peer, now=NOON)

    with pytest.raises(SlotTaken):
        booked_session(maya, peer, starts_at - away, starts_at=starts_at)


def test_nobody_books_themselves_or_a_page_that_is_not_shown(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    starts_at = free_time(peer, now=NOON)
    with pytest.raises(NotBookable):
        booked_session(sam, peer, NOON, starts_at=starts_at)

    peers.pause(peer, by=sam, now=NOON)

    with pytest.raises(NotBookable):
        booked_session(maya, peer, NOON, starts_at=starts_at)


def test_a_way_that_is_not_offered(maya: User, peer: SpecialistProfile) -> None:
    SpecialistProfile.objects.filter(pk=peer.pk).update(ways=["text"])
    peer.refresh_from_db()

    with pytest.raises(NotBookable):
        booked_session(maya, peer, NOON, mode=Mode.VIDEO)


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_cancelling_frees_the_time(
    maya: User, sam: User, noor: User, peer: SpecialistProfile, who: str
) -> None:
    booking = booked_session(maya, peer, NOON)

    actions.cancel(booking, by={"maya": maya, "sam": sam}[who], now=NOON)

    assert (booking.state, booking.sequence) == (BookingState.CANCELLED, 1)
    assert booking.cancelled_by == {"maya": maya, "sam": sam}[who]
    assert booked_session(noor, peer, NOON, starts_at=booking.starts_at).member == noor


def test_cancelling_twice_changes_nothing(maya: User, sam: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)
    other_tab = Booking.objects.with_people().get(pk=booking.pk)
    actions.cancel(booking, by=maya, now=NOON)

    actions.cancel(other_tab, by=sam, now=NOON)

    assert (other_tab.cancelled_by, other_tab.sequence) == (maya, 1)
    assert Notice.objects.filter(kind="sessions.cancelled").count() == 2


def test_a_session_that_has_begun_cannot_be_cancelled(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)

    with pytest.raises(TooLate):
        actions.cancel(booking, by=maya, now=booking.starts_at)

    actions.cancel(booking, by=maya, now=booking.starts_at - timedelta(seconds=1))

    assert booking.state == BookingState.CANCELLED


def test_a_stranger_cancels_nothing(maya: User, noor: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)

    with pytest.raises(NotYours):
        actions.cancel(booking, by=noor, now=NOON)


def test_the_specialist_says_whether_they_met(
    maya: User, sam: User, noor: User, peer: SpecialistProfile
) -> None:
    booking = booked_session(maya, peer, NOON)
    after = booking.ends_at

    with pytest.raises(TooEarly):
        actions.record_meeting(booking, met=True, by=sam, now=NOON)
    with pytest.raises(NotYours):
        actions.record_meeting(booking, met=True, by=noor, now=after)
    actions.record_meeting(booking, met=False, by=sam, now=after)
    actions.record_meeting(booking, met=True, by=sam, now=after)

    assert booking.state == BookingState.HELD


def test_a_cancelled_session_was_not_held(maya: User, sam: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)
    actions.cancel(booking, by=maya, now=NOON)

    with pytest.raises(TransitionNotAllowed):
        actions.record_meeting(booking, met=True, by=sam, now=booking.ends_at)


def test_of_two_moves_at_once_one_wins(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON)
    other_tab = Booking.objects.get(pk=booking.pk)
    booking.move_to(BookingState.HELD, changed_at=booking.ends_at)

    with pytest.raises(TransitionNotAllowed):
        other_tab.move_to(BookingState.MISSED, changed_at=booking.ends_at)


def test_a_note_in_danger_is_flagged_and_held(maya: User, peer: SpecialistProfile) -> None:
    booked = actions.book(
        peer,
        by=maya,
        starts_at=free_time(peer, now=NOON),
        mode=Mode.TEXT,
        note=DANGER,
        now=NOON,
    )

    flag = Flag.objects.get()
    assert (flag.subject_kind, flag.subject_id) == (actions.SUBJECT, str(booked.booking.pk))
    assert booked.show_help
    assert booked.booking.note_held is flag.held

    subjects.adapter_for(actions.SUBJECT).release(flag.subject_id, NOON)

    booked.booking.refresh_from_db()
    assert not booked.booking.note_held


def test_a_quiet_note_raises_nothing(maya: User, peer: SpecialistProfile) -> None:
    booking = booked_session(maya, peer, NOON, note="Please do not ask about my mom.")

    assert not booking.note_held
    assert not Flag.objects.exists()


def test_when_the_note_cannot_be_stored_nothing_is(
    maya: User, peer: SpecialistProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("safety.flags.actions.watch", away)

    with pytest.raises(RuntimeError), transaction.atomic():
        booked_session(maya, peer, NOON, note="A note.")

    assert not Booking.objects.exists()
    assert not Notice.objects.filter(kind__startswith="sessions.").exists()
