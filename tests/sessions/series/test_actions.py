"""Regular sessions, as Maya and Sam live them; Noor sees nothing."""

from dataclasses import replace
from datetime import datetime

import pytest

from matching.models import SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.rules import DAY, HOUR, MINUTE, USUAL, USUAL_RULES
from sessions.bookings import actions as bookings
from sessions.bookings.actions import NotBookable, SlotTaken, Wish
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.series import actions
from sessions.series.actions import ChangedMeanwhile, NotYours, OneIsGoing
from sessions.series.models import Series
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

pytestmark = pytest.mark.django_db
MORNING = NOON + DAY + 3 * HOUR  # Tuesday, nine in Chicago
WEEK = 7 * DAY
SIX = {0, 1, 2, 3}  # of six weekly dates four lie within the four weeks ahead


@pytest.fixture
def peer(sam: User) -> SpecialistProfile:
    return bookable_specialist(sam, now=NOON)


@pytest.fixture
def wish(maya: User, peer: SpecialistProfile) -> Wish:
    return Wish(peer, maya, MORNING, MORNING + USUAL)


def begun(
    wish: Wish, *, every: int = 1, count: int = 6, seen: set[int] = SIX, now: datetime = NOON
) -> Series:
    return actions.begin(wish, every=every, count=count, mode=Mode.TEXT, seen=seen, now=now)


def times(series: Series) -> list[datetime | None]:
    dates = series.dates.select_related("booking").order_by("number")
    return [date.booking.starts_at if date.booking else None for date in dates]


def told(person: User, kind: str) -> list[dict[str, str]]:
    notices = Notice.objects.filter(person=person, kind=kind, cancelled_at=None)
    return [notice.context for notice in notices.order_by("due_at", "pk")]


def test_all_dates_within_reach_are_booked_at_once_and_told_once(
    wish: Wish, maya: User, sam: User
) -> None:
    series = begun(wish)

    assert times(series) == [MORNING + week * WEEK for week in range(4)]
    assert {each.mode for each in Booking.objects.all()} == {Mode.TEXT}
    for person in (maya, sam):
        assert [each["count"] for each in told(person, "sessions.series_begun")] == ["4"]
        assert told(person, "sessions.booked") == []
        assert len(told(person, "sessions.reminder")) == 2 * 4  # of each, as they chose
    assert list(
        Entry.objects.filter(
            subject_id=str(series.pk), verb__startswith="sessions.series"
        ).values_list("verb", flat=True)
    ) == [Verb.SERIES_BEGUN]


def test_the_rest_is_booked_when_it_comes_in_reach_each_once(wish: Wish, maya: User) -> None:
    series = begun(wish)
    fifth = MORNING + 4 * WEEK
    in_reach = fifth - USUAL_RULES.horizon

    assert actions.book_what_came_in_reach(now=in_reach - MINUTE) == 0
    actions.book_what_came_in_reach(now=in_reach)  # not yet less than the horizon ahead
    assert times(series)[4:] == []

    assert actions.book_what_came_in_reach(now=in_reach + MINUTE) == 1
    assert actions.book_what_came_in_reach(now=in_reach + MINUTE) == 0
    assert times(series)[4:] == [fifth]
    assert len(told(maya, "sessions.booked")) == 1

    assert actions.book_what_came_in_reach(now=in_reach + WEEK + MINUTE) == 1
    assert times(series)[4:] == [fifth, fifth + WEEK]
    series.refresh_from_db()
    assert series.due_at is None


def test_a_worker_that_slept_for_weeks_books_what_is_left_and_passes_over_what_is_gone(
    wish: Wish,
) -> None:
    series = begun(wish)

    actions.book_what_came_in_reach(now=MORNING + 5 * WEEK - 2 * HOUR)

    # Two hours before the sixth date its notice has passed; the fifth is over.
    assert times(series)[4:] == [None, None]


def test_a_date_that_is_not_free_is_passed_over_and_its_member_told(
    wish: Wish, maya: User, sam: User, noor: User, peer: SpecialistProfile
) -> None:
    booked_session(noor, peer, NOON, starts_at=MORNING + WEEK)

    series = begun(wish, seen={0, 2, 3})

    assert times(series) == [MORNING, None, MORNING + 2 * WEEK, MORNING + 3 * WEEK]

    booked = booked_session(noor, peer, NOON + WEEK, starts_at=MORNING + 4 * WEEK)
    actions.book_what_came_in_reach(now=MORNING + WEEK)
    assert times(series)[4:] == [None]
    assert [each["when"] for each in told(maya, "sessions.series_not_free")] == [
        "Tuesday 22 December"
    ]
    assert told(sam, "sessions.series_not_free") == []
    booked.refresh_from_db()
    assert booked.state == BookingState.BOOKED


def test_when_other_dates_are_free_than_were_seen_nothing_is_booked(
    wish: Wish, noor: User, peer: SpecialistProfile
) -> None:
    booked_session(noor, peer, NOON, starts_at=MORNING + WEEK)

    with pytest.raises(ChangedMeanwhile):
        begun(wish, seen=SIX)

    assert not Series.objects.exists()
    assert Booking.objects.filter(member=wish.member).count() == 0


def test_two_have_one_series_that_goes_on(wish: Wish, maya: User, peer: SpecialistProfile) -> None:
    begun(wish)
    other = Wish(peer, maya, MORNING + HOUR, MORNING + HOUR + USUAL)

    with pytest.raises(OneIsGoing):
        begun(other)

    assert Booking.objects.count() == 4


def test_each_date_changes_alone(wish: Wish, maya: User) -> None:
    series = begun(wish, count=3, seen={0, 1, 2})
    first, second, third = Booking.objects.order_by("starts_at")

    bookings.change_time(second, by=maya, starts_at=MORNING + WEEK + HOUR, now=NOON)
    bookings.cancel(third, by=maya, now=NOON)

    assert times(series) == [MORNING, MORNING + WEEK + HOUR, MORNING + 2 * WEEK]
    first.refresh_from_db()
    third.refresh_from_db()
    assert (first.state, third.state) == (BookingState.BOOKED, BookingState.CANCELLED)


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_either_ends_it_and_keeps_what_is_booked(
    wish: Wish, maya: User, sam: User, who: str
) -> None:
    series = begun(wish)

    ended = actions.end(series, by={"maya": maya, "sam": sam}[who], cancel=False, now=NOON + HOUR)

    assert (ended.ended_at, ended.due_at) == (NOON + HOUR, None)
    assert actions.book_what_came_in_reach(now=MORNING + 2 * WEEK) == 0
    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 4
    for person in (maya, sam):
        assert [each["what"] for each in told(person, "sessions.series_ended")] == [
            "What is booked stays."
        ]


def test_ending_with_what_is_to_come_tells_once(wish: Wish, maya: User, sam: User) -> None:
    series = begun(wish)
    after_first = MORNING + HOUR

    actions.end(series, by=maya, cancel=True, now=after_first)

    states = list(Booking.objects.order_by("starts_at").values_list("state", flat=True))
    assert states == [BookingState.BOOKED, *[BookingState.CANCELLED] * 3]
    for person in (maya, sam):
        assert told(person, "sessions.cancelled") == []
        assert [each["what"] for each in told(person, "sessions.series_ended")] == [
            "Those that were to come are cancelled."
        ]
        left = Notice.objects.filter(person=person, kind="sessions.reminder", cancelled_at=None)
        assert {notice.url for notice in left} == {
            Booking.objects.earliest("starts_at").get_absolute_url()
        }


def test_what_was_kept_can_still_be_cancelled_later_and_twice_changes_nothing(
    wish: Wish, maya: User
) -> None:
    series = begun(wish)
    actions.end(series, by=maya, cancel=False, now=NOON)

    actions.end(series, by=maya, cancel=True, now=NOON + HOUR)
    actions.end(series, by=maya, cancel=True, now=NOON + 2 * HOUR)

    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 0
    assert Entry.objects.filter(verb=Verb.SERIES_ENDED).count() == 1


def test_noor_cannot_end_it(wish: Wish, noor: User) -> None:
    series = begun(wish)

    with pytest.raises(NotYours):
        actions.end(series, by=noor, cancel=True, now=NOON)

    series.refresh_from_db()
    assert series.ended_at is None


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_a_block_ends_it_with_its_sessions(wish: Wish, maya: User, sam: User, who: str) -> None:
    series = begun(wish)
    by, whom = (maya, sam) if who == "maya" else (sam, maya)

    blocking.block(whom, by=by, now=NOON + HOUR)

    series.refresh_from_db()
    assert (series.ended_at, series.due_at) == (NOON + HOUR, None)
    assert Booking.objects.filter(state=BookingState.BOOKED).count() == 0
    assert told(maya, "sessions.series_ended") == []


def test_whose_page_is_hidden_is_not_booked_on_and_the_dates_are_passed_over(
    wish: Wish, peer: SpecialistProfile, maya: User
) -> None:
    series = begun(wish)
    peers.pause(peer, by=peer.person, now=NOON + HOUR)

    actions.book_what_came_in_reach(now=MORNING + WEEK)

    assert times(series)[4:] == [None]
    assert len(told(maya, "sessions.series_not_free")) == 1


def test_an_account_that_is_paused_gets_no_new_session(wish: Wish, maya: User) -> None:
    series = begun(wish)
    User.objects.filter(pk=maya.pk).update(is_active=False)

    actions.book_what_came_in_reach(now=MORNING + WEEK)

    assert times(series)[4:] == [None]


def test_a_longer_horizon_books_at_once(wish: Wish, peer: SpecialistProfile) -> None:
    series = begun(wish)
    hours.keep_rules(peer, replace(USUAL_RULES, horizon=42 * DAY), now=NOON + HOUR)

    actions.look_again(peer.pk, now=NOON + HOUR)
    actions.book_what_came_in_reach(now=NOON + HOUR)

    assert times(series)[4:] == [MORNING + 4 * WEEK, MORNING + 5 * WEEK]


def test_a_shorter_horizon_waits_longer(wish: Wish, peer: SpecialistProfile) -> None:
    series = begun(wish)
    hours.keep_rules(peer, replace(USUAL_RULES, horizon=7 * DAY), now=NOON + HOUR)
    actions.look_again(peer.pk, now=NOON + HOUR)

    actions.book_what_came_in_reach(now=NOON + HOUR)

    series.refresh_from_db()
    assert series.due_at == MORNING + 4 * WEEK - 7 * DAY
    assert times(series) == [MORNING + week * WEEK for week in range(4)]


def test_what_the_member_booked_there_already_counts_as_the_date(
    wish: Wish, maya: User, peer: SpecialistProfile
) -> None:
    series = begun(wish)
    fifth = MORNING + 4 * WEEK
    at = fifth - USUAL_RULES.horizon + MINUTE
    own = booked_session(maya, peer, at, starts_at=fifth)

    actions.book_what_came_in_reach(now=at)

    assert [date.booking for date in series.dates.filter(number=4)] == [own]


def test_the_first_time_must_be_free(wish: Wish, noor: User, peer: SpecialistProfile) -> None:
    booked_session(noor, peer, NOON, starts_at=MORNING)

    with pytest.raises(SlotTaken):
        begun(wish, seen={1, 2, 3})


def test_nobody_books_themselves(sam: User, peer: SpecialistProfile) -> None:
    with pytest.raises(NotBookable):
        begun(Wish(peer, sam, MORNING, MORNING + USUAL))
