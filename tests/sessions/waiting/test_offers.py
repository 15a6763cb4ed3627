"""A time that came free is offered to one person at a time, and kept for them."""

from collections.abc import Callable
from datetime import time
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, Rules
from sessions.availability.week import Closed, ExtraHours, WeeklyHours
from sessions.bookings import actions as bookings
from sessions.bookings.actions import SlotTaken, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.waiting import actions, notices
from sessions.waiting.models import Wait
from sessions.waiting.rule import Wanted
from sessions.waiting.states import OfferState, WaitState
from tests.builders_matching import published_specialist
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.sessions.waiting.conftest import ANY, HALF, MORNING, TUESDAY, Waits
from tests.sessions.waiting.scenes import LAPSED, cancelled, kept, listed, states

pytestmark = pytest.mark.django_db
Person = Callable[..., User]


def test_a_time_that_comes_free_is_kept_for_the_longest_waiting(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    first, second = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])

    assert actions.look(now=MORNING) == 1
    assert actions.look(now=MORNING) == 0

    assert kept() == [("Maya", at)]
    assert states(first, second) == [WaitState.OFFERED, WaitState.WAITING]
    offer = actions.kept_offer(first, now=MORNING)
    assert offer is not None
    assert (offer.starts_at, offer.ends_at, offer.until) == (at, at + HALF, LAPSED)
    assert listed(peer, maya, MORNING) == [at]
    assert listed(peer, noor, MORNING) == []
    with pytest.raises(SlotTaken):
        booked_session(noor, peer, MORNING, starts_at=at)
    told = Notice.objects.get(kind=notices.OFFERED.key)
    assert (told.person, told.due_at, told.context) == (maya, MORNING, {"until": "12:00 pm"})
    assert told.url == first.get_absolute_url()
    verbs = Entry.objects.filter(verb__startswith="sessions.time_offered")
    assert verbs.count() == 1


def test_the_database_keeps_the_minutes_of_an_offer(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    at = cancelled(full[0])
    actions.look(now=MORNING)
    wish = Wish(peer, noor, at + 5 * MINUTE, at + 20 * MINUTE)

    for member, other in ((noor, peer), (maya, bookable_specialist(noor, now=NOON))):
        with pytest.raises(IntegrityError, match="sessions_booking_one_of_a"), transaction.atomic():
            Booking.objects.create(
                member=member,
                specialist=other,
                starts_at=wish.starts_at,
                ends_at=wish.ends_at,
                booked_at=MORNING,
                changed_at=MORNING,
            )
    row = Booking.rows.get(state=BookingState.OFFERED)
    find = partial(Booking.rows.in_the_way, peer, start=wish.starts_at, end=wish.ends_at)
    assert find(noor, now=MORNING) == row
    assert find(maya, now=MORNING) is None
    assert find(noor, now=LAPSED) is None


def test_while_it_is_kept_search_does_not_name_it(
    maya: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    at = cancelled(full[0])
    assert SpecialistProfile.objects.get(pk=peer.pk).next_open_slot_at == at

    actions.look(now=MORNING)

    peer.refresh_from_db()
    assert (peer.next_open_slot_at, peer.free_soon) == (None, [])
    bookings.refresh_next_open_slots(now=MORNING)
    peer.refresh_from_db()
    assert peer.next_open_slot_at is None


def test_booking_it_ends_the_wait(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)

    booking = booked_session(maya, peer, MORNING, starts_at=at)
    actions.look(now=MORNING)

    assert kept() == []
    assert states(wait, other) == [WaitState.BOOKED, WaitState.WAITING]
    assert (wait.ended_at, wait.offers.get().state) == (MORNING, OfferState.BOOKED)
    assert booking.member == maya


def test_booking_another_time_with_them_passes_the_offer_on(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at, later = cancelled(full[0]), cancelled(full[3])
    Wait.objects.filter(pk=other.pk).update(weekdays=[6])
    actions.look(now=MORNING)

    booked_session(maya, peer, MORNING, starts_at=later)

    actions.look(now=MORNING)  # as the event of the booking brings it

    assert kept() == []
    peer.refresh_from_db()
    assert peer.next_open_slot_at == at
    assert (states(wait)[0], wait.offers.get().state) == (WaitState.BOOKED, OfferState.PASSED_ON)


def test_not_this_one_passes_it_on_at_once_and_keeps_the_place(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)

    assert actions.pass_on(wait, by=maya, now=MORNING)
    assert not actions.pass_on(wait, by=maya, now=MORNING)

    assert kept() == [("Noor", at)]
    assert (actions.ahead_of(wait), actions.ahead_of(other)) == (0, 1)
    next_one = cancelled(full[5])
    actions.look(now=MORNING)
    assert kept() == [("Noor", at), ("Maya", next_one)]


def test_the_same_time_is_never_offered_twice_to_one_person(
    maya: User,
    noor: User,
    person: Person,
    full: list[Booking],
    waits: Waits,
    peer: SpecialistProfile,
) -> None:
    waits(maya)
    at = cancelled(full[0])
    actions.look(now=MORNING)
    actions.look(now=LAPSED)
    again = booked_session(noor, peer, LAPSED, starts_at=at)
    actions.look_at(peer.pk, now=LAPSED)  # sees that it was booked
    bookings.cancel(again, by=noor, now=LAPSED)

    assert actions.look_at(peer.pk, now=LAPSED) == 0
    assert listed(peer, noor, LAPSED) == [at]  # free to all


def test_not_taken_in_time_it_goes_to_the_next_one(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0])
    actions.look(now=MORNING)
    just = LAPSED - MINUTE
    assert (actions.look(now=just), kept()) == (0, [("Maya", at)])

    assert actions.look(now=LAPSED) == 1

    assert kept() == [("Noor", at)]
    assert states(wait, other) == [WaitState.WAITING, WaitState.OFFERED]
    assert (wait.unanswered, wait.offers.get().state) == (1, OfferState.UNANSWERED)
    assert actions.kept_offer(wait, now=LAPSED) is None


def test_three_offers_without_an_answer_end_the_wait_kindly(
    maya: User, full: list[Booking], waits: Waits
) -> None:
    wait = waits(maya)
    for number in range(3):
        now = MORNING + number * 3 * HOUR
        assert states(wait) == [WaitState.WAITING]
        cancelled(full[number * 2], now)
        actions.look(now=now)
        actions.look(now=now + 2 * HOUR)

    assert states(wait) == [WaitState.ENDED]
    assert wait.ended_at == MORNING + 8 * HOUR
    assert Notice.objects.filter(kind=notices.ENDED.key, person=maya).count() == 1


def test_an_answer_between_two_silences_counts(
    maya: User, full: list[Booking], waits: Waits
) -> None:
    wait = waits(maya)
    for number, answers in enumerate((False, False, True, False, False)):
        now = MORNING + number * 2 * HOUR + number * MINUTE
        cancelled(full[number], now)
        actions.look(now=now)
        assert kept() != []
        if answers:
            actions.pass_on(wait, by=maya, now=now)
        actions.look(now=now + 2 * HOUR)

    assert states(wait) == [WaitState.WAITING]
    assert wait.unanswered == 2


def test_whoever_sleeps_is_passed_over_and_keeps_the_place(
    maya: User, noor: User, full: list[Booking], waits: Waits
) -> None:
    wait, other = waits(maya), waits(noor, now=NOON + MINUTE)
    at = cancelled(full[0], NOON - HOUR)  # six in New York, eleven in London

    actions.look(now=NOON - HOUR)

    assert kept() == [("Noor", at)]
    assert (actions.ahead_of(wait), actions.ahead_of(other)) == (0, 1)


def test_where_everybody_sleeps_it_is_free_to_all_and_offered_in_the_morning(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    at = cancelled(full[0], NOON - HOUR)

    assert actions.look(now=NOON - HOUR) == 0
    assert listed(peer, noor, NOON - HOUR) == [at]
    assert actions.look(now=NOON) == 1


def test_a_time_that_nobody_in_line_wants_is_free_to_all(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya, Wanted(frozenset({5}), ANY.parts, HALF))
    waits(noor, Wanted(ANY.weekdays, frozenset({"evening"}), HALF))
    at = cancelled(full[0])

    assert actions.look(now=MORNING) == 0
    assert listed(peer, maya, MORNING) == [at]


def test_what_the_list_shows_is_not_offered_until_it_was_booked_meanwhile(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    at = cancelled(full[0], NOON)
    wait = waits(maya)
    assert actions.look(now=MORNING) == 0

    between = booked_session(noor, peer, MORNING, starts_at=at)
    assert actions.look(now=MORNING) == 0
    bookings.cancel(between, by=noor, now=MORNING)

    assert actions.look(now=MORNING) == 1
    assert states(wait) == [WaitState.OFFERED]


def test_a_time_that_is_kept_for_a_moment_is_no_news_afterwards(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    at = cancelled(full[0], NOON)
    waits(maya)
    bookings.keep(Wish(peer, noor, at, at + HALF), now=MORNING)

    assert actions.look(now=MORNING) == 0
    assert actions.look(now=MORNING + HOUR) == 0


@pytest.mark.parametrize("shows_one", [True, False])
def test_days_that_come_into_the_list_are_news_to_whom_it_shows_nothing_else(
    maya: User, full: list[Booking], waits: Waits, *, shows_one: bool
) -> None:
    if shows_one:
        cancelled(full[7], NOON)
    waits(maya)

    in_two_days = MORNING + 2 * DAY
    assert actions.look(now=MORNING) == 0
    assert actions.look(now=in_two_days) == (0 if shows_one else 1)

    assert kept() == ([] if shows_one else [("Maya", TUESDAY + 28 * DAY)])


def test_one_offer_at_a_time_and_what_is_beside_it_is_no_news_after_a_no(
    maya: User, peer: SpecialistProfile, waits: Waits
) -> None:
    wait = waits(maya)
    on = (NOON + 3 * DAY).date()
    hours.change_date(peer, ExtraHours(on, time(9), time(12)), now=MORNING)

    assert (actions.look(now=MORNING), actions.look(now=MORNING)) == (1, 0)
    actions.pass_on(wait, by=maya, now=MORNING)

    assert kept() == []
    assert len(listed(peer, maya, MORNING)) == 6


def test_an_offer_that_cannot_be_booked_any_more_is_taken_back(
    maya: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    wait = waits(maya)
    cancelled(full[0])
    actions.look(now=MORNING)
    hours.change_date(peer, Closed(TUESDAY.date(), None), now=MORNING)

    actions.look(now=MORNING + MINUTE)

    assert kept() == []
    assert states(wait) == [WaitState.WAITING]
    assert (wait.unanswered, wait.offers.get().state) == (0, OfferState.GONE)
    told = Notice.objects.get(kind=notices.OFFERED.key)
    assert told.cancelled_at == MORNING + MINUTE


def test_an_offer_counts_for_the_rest_and_the_day_of_its_specialist(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    waits(maya)
    hours.keep_rules(peer, Rules(per_day=1), now=MORNING)
    cancelled(full[0])
    cancelled(full[1])
    actions.look(now=MORNING)

    assert len(kept()) == 1
    assert listed(peer, noor, MORNING) == []
    assert len(listed(peer, maya, MORNING)) == 2


def test_what_an_offer_hid_for_a_while_is_no_news_afterwards(
    maya: User, noor: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    for booking in full[:2]:
        cancelled(booking, NOON)
    hours.keep_rules(peer, Rules(per_day=1), now=NOON)
    waits(noor)
    Wait.objects.filter(pk=waits(maya).pk).update(shown=[])

    assert actions.look_at(peer.pk, now=MORNING) == 1  # to Maya; now the day is full
    assert listed(peer, noor, MORNING) == []
    assert actions.look_at(peer.pk, now=MORNING + MINUTE) == 0
    assert actions.look_at(peer.pk, now=LAPSED) == 0
    assert len(listed(peer, noor, LAPSED)) == 2


def test_a_talk_that_began_at_once_ends_no_wait(
    maya: User, peer: SpecialistProfile, waits: Waits
) -> None:
    wait = waits(maya)
    bookings.begin_now(peer, member=maya, mode=Mode.TEXT, now=MORNING)

    actions.look(now=MORNING)

    assert states(wait) == [WaitState.WAITING]


def test_looking_at_another_time_does_not_lose_the_offer(
    maya: User, osei: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    other = bookable_specialist(osei, now=NOON)
    wait = waits(maya)
    at = cancelled(full[0])
    actions.look(now=MORNING)

    assert bookings.keep(Wish(other, maya, at + DAY, at + DAY + HALF), now=MORNING) is not None
    assert bookings.keep(Wish(other, maya, at, at + HALF), now=MORNING) is None
    assert bookings.keep(Wish(peer, maya, at, at + HALF), now=MORNING) is None
    assert bookings.kept_until(Wish(peer, maya, at, at + HALF), now=MORNING) == LAPSED
    assert actions.kept_offer(wait, now=MORNING) is not None

    booked_session(maya, other, MORNING, starts_at=at)  # and booking then is a choice
    actions.look(now=MORNING)
    assert (states(wait)[0], wait.offers.get().state) == (WaitState.WAITING, OfferState.GONE)


def test_of_two_lines_at_one_hour_one_offer_is_made(
    maya: User, ade: User, peer: SpecialistProfile, full: list[Booking], waits: Waits
) -> None:
    second = published_specialist(ade, roots=("R7",), now=NOON)
    waits(maya)
    actions.begin(second, by=maya, wanted=ANY, now=NOON)
    at = cancelled(full[0])
    hours.offer_hours(second, [WeeklyHours(1, time(10), time(10, 30))], now=MORNING)  # New York

    actions.look(now=MORNING)

    assert [start for _, start in kept()].count(at) == 1
    assert len(kept()) == 2  # the other line has the next Tuesday
