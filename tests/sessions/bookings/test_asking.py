"""A specialist asks to move a session: the member says yes or no, and until then the old time holds."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL_RULES
from sessions.bookings import actions, asking, openings
from sessions.bookings.actions import NotYours, SaidNo, SlotTaken, TooLate
from sessions.bookings.models import FREE_UNTIL, Booking, MoveProposal
from tests.builders_sessions import bookable_specialist, booked_session, free_time
from tests.cast import NOON

ClientOf = Callable[[User], Client]
HALF = 30 * MINUTE
MORNING = NOON + 2 * DAY + 3 * HOUR  # Wednesday, nine in Chicago
THURSDAY = MORNING + DAY

db = pytest.mark.django_db


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def booking(maya: User, peer: SpecialistProfile) -> Booking:
    return booked_session(maya, peer, NOON, starts_at=MORNING, note="I would like to type.")


def asks(booking: Booking, *, to: datetime = THURSDAY, now: datetime = NOON) -> MoveProposal:
    return actions.ask_to_move(booking, by=booking.specialist.person, starts_at=to, now=now)


def listed(peer: SpecialistProfile, member: User, *, now: datetime = NOON) -> list[datetime]:
    return openings.coming_timetable(peer, now=now, member=member).all_free(now=now)


def told(person: User) -> list[tuple[str, str]]:
    """What somebody was told since the booking, and of which time."""
    kinds = ("sessions.move_asked", "sessions.stays", "sessions.moved", "sessions.cancelled")
    rows = Notice.objects.filter(person=person, kind__in=kinds, cancelled_at=None).order_by("pk")
    return [(row.kind, row.context["when"].split(" ")[0]) for row in rows]


def time_of(booking: Booking) -> datetime:
    return Booking.objects.get(pk=booking.pk).starts_at


@pytest.mark.parametrize(
    ("old", "new", "notice", "until"),
    [
        (72, 96, 24, 24),  # a day
        (20, 96, 24, 18),  # until the old time can be changed no more
        (72, 30, 24, 6),  # until the new one can be booked no more
        (3, 96, 24, 1),
        (2, 96, 24, None),
        (72, 24, 24, None),
    ],
)
def test_a_question_stands_for_a_day_and_never_too_long(
    old: int, new: int, notice: int, until: int | None
) -> None:
    found = asking.answer_by(
        NOON + old * HOUR,
        NOON + new * HOUR,
        free_until=FREE_UNTIL,
        notice=notice * HOUR,
        now=NOON,
    )

    assert found == (None if until is None else NOON + until * HOUR)


def test_what_is_kept_is_the_part_that_the_session_has_not() -> None:
    assert asking.to_keep(NOON, NOON + 15 * MINUTE, HALF) == (NOON + HALF, NOON + 45 * MINUTE)
    assert asking.to_keep(NOON, NOON - 15 * MINUTE, HALF) == (NOON - 15 * MINUTE, NOON)
    assert asking.to_keep(NOON, NOON + HALF, HALF) == (NOON + HALF, NOON + HOUR)


@db
def test_the_old_time_holds_and_the_new_one_is_kept_for_nobody_else(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User
) -> None:
    asked = asks(booking)

    assert asked.until == NOON + DAY
    assert time_of(booking) == MORNING
    for start in (MORNING, THURSDAY):
        assert start not in listed(peer, noor)
        with pytest.raises(SlotTaken):
            booked_session(noor, peer, NOON, starts_at=start)
    assert Booking.objects.filter(member=maya).count() == 1, "what is kept is no session"
    assert told(maya) == [("sessions.move_asked", "Thursday")]
    assert told(peer.person) == []


@db
def test_a_yes_moves_it_and_a_second_one_is_too_late(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User
) -> None:
    asks(booking)

    moved = actions.say_yes(booking, by=maya, now=NOON + HOUR)

    assert (moved.starts_at, moved.note, moved.sequence) == (
        THURSDAY, "I would like to type.", 1,
    )  # fmt: skip
    assert not Booking.rows.offered_to(maya).exists()
    assert MORNING in listed(peer, noor)
    assert told(maya) == told(peer.person) == [("sessions.moved", "Thursday")]
    with pytest.raises(TooLate):
        actions.say_yes(booking, by=maya, now=NOON + HOUR)


@db
def test_a_no_keeps_it_tells_no_reason_and_is_not_asked_again(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User
) -> None:
    asks(booking)

    actions.say_no(booking, by=maya, now=NOON + HOUR)

    assert time_of(booking) == MORNING
    assert THURSDAY in listed(peer, noor)
    assert told(peer.person) == [("sessions.stays", "Wednesday")]
    with pytest.raises(SaidNo):
        asks(booking, to=THURSDAY + HOUR, now=NOON + 2 * HOUR)
    with pytest.raises(TooLate):
        actions.say_yes(booking, by=maya, now=NOON + 2 * HOUR)


@db
def test_without_an_answer_it_stays_and_both_are_told_once(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User
) -> None:
    until = asks(booking).until

    assert actions.end_unanswered(now=until - MINUTE) == 0
    with pytest.raises(TooLate):
        actions.say_yes(booking, by=maya, now=until)
    assert [actions.end_unanswered(now=until) for _ in (1, 2)] == [1, 0]

    assert time_of(booking) == MORNING
    assert THURSDAY in listed(peer, noor, now=until)
    assert told(maya) == told(peer.person) == [("sessions.stays", "Wednesday")]
    assert asks(booking, now=until).starts_at == THURSDAY, "silence is no no"


@db
def test_other_times_and_taking_it_back_end_the_question(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User, sam: User
) -> None:
    asks(booking)
    actions.ask_no_more(booking, by=sam, now=NOON)
    assert told(maya) == [("sessions.stays", "Wednesday")]
    assert THURSDAY in listed(peer, noor)

    asks(booking)
    actions.change_time(booking, by=maya, starts_at=THURSDAY + HOUR, now=NOON)
    assert THURSDAY in listed(peer, noor)

    asks(Booking.objects.get(pk=booking.pk))
    actions.cancel(booking, by=sam, now=NOON)
    assert THURSDAY in listed(peer, noor)
    kept = MoveProposal.objects.order_by("pk").values_list("answer", flat=True)
    assert list(kept) == ["taken back", "overtaken", "overtaken"]


@db
def test_asked_anew_the_newer_time_counts(
    booking: Booking, peer: SpecialistProfile, maya: User, noor: User
) -> None:
    asks(booking)
    asks(booking, to=MORNING + 2 * DAY)

    assert THURSDAY in listed(peer, noor)
    assert told(maya) == [("sessions.move_asked", "Friday")]
    assert actions.say_yes(booking, by=maya, now=NOON).starts_at == MORNING + 2 * DAY


@db
def test_a_time_that_overlaps_the_old_one_is_kept_as_well(
    peer: SpecialistProfile, maya: User, noor: User
) -> None:
    rules = replace(USUAL_RULES, step=15 * MINUTE)
    hours.keep_rules(peer, rules, now=NOON)
    booking = booked_session(maya, peer, NOON, starts_at=MORNING)

    asks(booking, to=MORNING + 15 * MINUTE)

    kept = Booking.rows.offered_to(maya).get()
    assert (kept.starts_at, kept.ends_at) == (MORNING + HALF, MORNING + 45 * MINUTE)
    assert MORNING + HALF not in listed(peer, noor)
    moved = actions.say_yes(booking, by=maya, now=NOON)
    assert moved.starts_at == MORNING + 15 * MINUTE


@db
def test_each_does_their_own_part_and_strangers_none(
    booking: Booking, maya: User, sam: User, noor: User
) -> None:
    for stranger in (maya, noor):
        with pytest.raises(NotYours):
            actions.ask_to_move(booking, by=stranger, starts_at=THURSDAY, now=NOON)
    asks(booking)
    for deed in (actions.say_yes, actions.say_no):
        for stranger in (sam, noor):
            with pytest.raises(NotYours):
                deed(booking, by=stranger, now=NOON)
    with pytest.raises(NotYours):
        actions.ask_no_more(booking, by=maya, now=NOON)


@db
def test_what_is_not_free_after_all_is_said_and_the_session_stays(
    booking: Booking, peer: SpecialistProfile, maya: User
) -> None:
    asks(booking)
    booked_session(maya, peer, NOON, starts_at=THURSDAY)  # she takes the kept time for one more

    with pytest.raises(SlotTaken):
        actions.say_yes(booking, by=maya, now=NOON)

    assert time_of(booking) == MORNING
    assert not MoveProposal.objects.open().exists()


def words_of(response: object) -> str:
    html = response.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@db
def test_the_pages_ask_and_answer_without_a_script(
    peer: SpecialistProfile, maya: User, sam: User, noor: User, client_of: ClientOf
) -> None:
    start = free_time(peer, now=timezone.now() + 3 * DAY)
    while start.astimezone(peer.person.zone).hour != 9:  # the last of a day has none behind it
        start += HALF
    booking = booked_session(maya, peer, timezone.now(), starts_at=start)
    his, hers, page = client_of(sam), client_of(maya), booking.get_absolute_url()
    change = reverse("sessions:change_time", args=[booking.public_id, start + HALF])
    answer = reverse("sessions:answer_move", args=[booking.public_id])

    assert "Ask Maya for another time?" in words_of(his.get(change))
    asked = words_of(his.post(change, follow=True))
    assert "Maya is asked. The old time holds until they say yes." in asked
    assert "New York" not in asked, "her clock is hers"
    for seen in (hers.get(page), hers.get(reverse("sessions:mine"))):
        assert "Sam asks to move your session" in words_of(seen)
        assert "It stays where it is until you say yes." in words_of(seen)
    assert client_of(noor).post(answer, {"answer": "yes"}).status_code == 404
    assert hers.post(answer, {"answer": "maybe"}).status_code == 404
    assert time_of(booking) == start

    done = words_of(hers.post(answer, {"answer": "yes"}, follow=True))
    assert "You both get a short note with the new time." in done
    assert "asks to move" not in done
    assert time_of(booking) == start + HALF
    again = words_of(hers.post(answer, {"answer": "no"}, follow=True))
    assert "That question is over." in again
