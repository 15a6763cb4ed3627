"""Seats, pauses and ends: who may, what it leaves, and what the database lets nobody change."""

import pytest
from django.db import Error, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.audit.models import Entry
from sessions.bookings import actions as bookings
from sessions.bookings import doors
from sessions.bookings.doors import Step
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode
from sessions.calls import actions
from sessions.calls.models import SILENT, Meeting, Pause, Presence, visits
from sessions.calls.reading import OVER, SIGN_IN, TAKEN_OVER, Away, Seated, Standing, standing
from sessions.calls.states import Parting, Way
from tests.sessions.calls.conftest import BEGINS, MINUTE, SECOND

pytestmark = pytest.mark.django_db


def sits(booking, person, *, seat="a-page-of-theirs", way=Way.VOICE, now=BEGINS) -> Presence:
    return actions.enter(booking, by=person, seat=seat, way=way, now=now)


def stands(presence: Presence, *, now=BEGINS, session="") -> Standing | Away:
    booking = presence.meeting.booking
    return standing(Seated(presence.person_id, session, presence.pk, booking.pk), now=now)


def pauses(presence: Presence) -> tuple[bool, bool]:
    """Whether the reader paused, and whether the other one did."""
    found = stands(presence)
    assert isinstance(found, Standing)
    return found.paused, found.paused_by_other


def partings(booking: Booking) -> list[tuple[str, str]]:
    rows = Presence.objects.filter(meeting__booking=booking).order_by("joined_at", "pk")
    return list(rows.values_list("person__handle", "parting"))


def test_two_people_see_each_other_in_the_room(booking: Booking, maya: User, sam: User) -> None:
    hers = sits(booking, maya, seat="page-of-maya", way=Way.LISTEN)
    assert stands(hers) == Standing()

    his = sits(booking, sam, seat="page-of-sam")

    assert stands(hers) == Standing(other="page-of-sam", other_way="voice")
    assert stands(his) == Standing(other="page-of-maya", other_way="listen")
    assert Meeting.objects.count() == 1
    verbs = Entry.objects.filter(verb="sessions.room_entered").values_list("actor_id", flat=True)
    assert set(verbs) == {maya.pk, sam.pk}


def test_the_room_is_for_nobody_else_and_not_before_its_time(
    booking: Booking, maya: User, noor: User, ines: User
) -> None:
    for person, now in (
        (noor, BEGINS),
        (ines, BEGINS),
        (maya, BEGINS - doors.OPENS - SECOND),
        (maya, booking.ends_at + doors.STAYS),
    ):
        with pytest.raises(actions.NotOpen):
            sits(booking, person, now=now)
    assert not Presence.objects.exists()


def test_who_sits_in_one_session_is_a_stranger_in_another(
    booking: Booking, noor: User, peer, sam: User
) -> None:
    other = bookings.book(
        peer, by=noor, starts_at=booking.ends_at, mode=Mode.VIDEO, now=booking.booked_at
    ).booking
    sits(other, noor, now=other.starts_at - MINUTE)

    with pytest.raises(actions.NotOpen):
        sits(booking, noor, now=other.starts_at - MINUTE)


def test_what_has_to_be_done_first_is_done_first(
    booking: Booking, sam: User, maya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Step("Please read Maya’s card first.", "/card/", "Read it")
    monkeypatch.setattr(doors, "_checks", [lambda _b, who, _n: step if who == sam else None])

    with pytest.raises(actions.StepLeft, match="Maya’s card"):
        sits(booking, sam)
    assert sits(booking, maya).left_at is None


def test_a_second_tab_takes_over_and_the_same_page_goes_on(booking: Booking, maya: User) -> None:
    first = sits(booking, maya, seat="first-page")
    again = sits(booking, maya, seat="first-page", now=BEGINS + MINUTE / 2)
    other = sits(booking, maya, seat="second-page", now=BEGINS + MINUTE)

    assert partings(booking) == [("Maya", "lost"), ("Maya", "moved"), ("Maya", "")]
    assert stands(again, now=BEGINS + MINUTE) == Away(TAKEN_OVER)
    assert stands(other, now=BEGINS + MINUTE) == Standing()
    first.refresh_from_db()
    assert first.left_at == again.joined_at


def test_a_session_by_text_has_no_other_way(maya: User, sam: User, peer, booking: Booking) -> None:
    Booking.objects.filter(pk=booking.pk).update(mode=Mode.TEXT)
    booking.refresh_from_db()

    with pytest.raises(actions.NotOpen):
        sits(booking, maya, way=Way.VOICE)
    seat = sits(booking, maya, way=Way.TEXT)
    with pytest.raises(actions.NotOpen):
        actions.take_part(seat, way=Way.LISTEN, now=BEGINS)


def test_either_goes_on_by_text_at_any_time(booking: Booking, maya: User, sam: User) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)

    actions.take_part(hers, way=Way.TEXT, now=BEGINS + MINUTE)

    found = stands(his)
    assert isinstance(found, Standing)
    assert found.other_way == "text"


def test_a_pause_is_ended_by_whoever_asked_for_it_and_by_nobody_else(
    booking: Booking, maya: User, sam: User
) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)

    actions.pause(hers, now=BEGINS)
    actions.pause(hers, now=BEGINS + SECOND)
    actions.resume(his, now=BEGINS + 2 * SECOND)

    assert (pauses(hers), pauses(his)) == ((True, False), (False, True))
    again = sits(booking, maya, now=BEGINS + 3 * SECOND)  # the page was loaded anew
    assert pauses(again) == (True, False)
    actions.pause(his, now=BEGINS + 4 * SECOND)
    actions.resume(again, now=BEGINS + 5 * SECOND)
    assert pauses(again) == (False, True)
    assert Pause.objects.count() == 2


def test_who_leaves_takes_their_pause_along_and_a_lost_line_does_not(
    booking: Booking, maya: User, sam: User
) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)
    actions.pause(hers, now=BEGINS)

    actions.leave(hers, parting=Parting.LOST, now=BEGINS + SECOND)
    lost = stands(his)
    back = sits(booking, maya, now=BEGINS + 2 * SECOND)
    actions.leave(back, parting=Parting.LEFT, now=BEGINS + 3 * SECOND)

    assert lost == Standing(parted="lost", paused_by_other=True)
    assert stands(his) == Standing(parted="left")


def test_an_end_for_both_sends_both_away_and_stays(booking: Booking, maya: User, sam: User) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)
    actions.pause(hers, now=BEGINS)

    actions.end(his, now=BEGINS + 20 * MINUTE)

    assert stands(hers) == Away(OVER, "other")
    assert stands(his) == Away(OVER, "you")
    assert partings(booking) == [("Maya", "ended"), ("Sam", "ended")]
    assert not Pause.objects.filter(ended_at=None).exists()
    with pytest.raises(actions.NotOpen):
        sits(booking, maya, now=BEGINS + 21 * MINUTE)


def test_whoever_has_left_does_nothing_more_there(booking: Booking, maya: User) -> None:
    hers = sits(booking, maya)
    actions.leave(hers, parting=Parting.LEFT, now=BEGINS + MINUTE / 2)
    actions.leave(hers, parting=Parting.LOST, now=BEGINS + 2 * MINUTE)

    for deed in (actions.pause, actions.resume, actions.end):
        with pytest.raises(actions.NotThere):
            deed(hers, now=BEGINS + 3 * MINUTE)
    assert visits(booking, maya, now=BEGINS + 9 * MINUTE) == [(BEGINS, BEGINS + MINUTE / 2)]


def test_a_block_ends_what_is_open_at_once(booking: Booking, maya: User, sam: User) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)

    blocking.block(sam, by=maya, now=BEGINS + MINUTE)

    assert stands(his) == Away(OVER, "other")
    assert stands(hers) == Away(OVER, "you")


def test_nobody_goes_in_to_somebody_they_are_apart_from(
    booking: Booking, maya: User, sam: User
) -> None:
    blocking.block(maya, by=sam, now=BEGINS)  # it has begun: too late to be cancelled

    for person in (maya, sam):
        with pytest.raises(actions.NotOpen):
            sits(booking, person)


def test_a_sign_in_a_role_and_the_hour_end_a_seat(
    booking: Booking, maya: User, sam: User, ade: User
) -> None:
    hers = sits(booking, maya)

    assert stands(hers, session="of-nobody") == Away(SIGN_IN)
    assert stands(hers, now=booking.ends_at + doors.STAYS) == Away(OVER)
    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=BEGINS)
    assert stands(hers) == Away(OVER)


def test_a_page_that_is_gone_without_a_word_is_swept_to_when_it_was_last_heard_of(
    booking: Booking, maya: User, sam: User
) -> None:
    hers, his = sits(booking, maya), sits(booking, sam)
    actions.keep(hers.pk, now=BEGINS + 5 * MINUTE)
    late = BEGINS + 5 * MINUTE + SILENT + SECOND
    actions.keep(his.pk, now=late)

    assert (actions.sweep(now=late), actions.sweep(now=late)) == (1, 0)
    assert visits(booking, maya, now=late) == [(BEGINS, BEGINS + 5 * MINUTE)]
    assert visits(booking, sam, now=late) == [(BEGINS, late)]


def test_the_database_lets_a_visit_end_once_and_nobody_take_it_away(
    booking: Booking, maya: User
) -> None:
    hers = sits(booking, maya)
    rows = Presence.objects.filter(pk=hers.pk)
    for change in (
        lambda: rows.update(joined_at=BEGINS - MINUTE),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(Error, match="ends once"), transaction.atomic():
            change()
    actions.leave(hers, parting=Parting.LEFT, now=BEGINS + MINUTE)

    with pytest.raises(Error, match="ends once"), transaction.atomic():
        rows.update(left_at=BEGINS + 9 * MINUTE)


def test_what_wakes_the_pages_comes_after_the_commit(
    booking: Booking,
    maya: User,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    from sessions.calls import handlers

    hints: list[tuple[str, dict[str, str]]] = []
    monkeypatch.setattr(handlers, "hint", lambda group, message: hints.append((group, message)))

    with django_capture_on_commit_callbacks(execute=True):
        sits(booking, maya)

    assert hints == [(f"call.{booking.public_id}", {"type": "room.look"})]
