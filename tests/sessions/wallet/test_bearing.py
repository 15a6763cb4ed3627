"""Which sessions are borne by what, and what becomes of it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from matching.models import SpecialistProfile
from matching.peers.actions import set_price
from peerhub.accounts.models import User
from peerhub.audit.models import Entry
from peerhub.audit.verbs import Verb
from safety.flags.models import Flag
from sessions.bookings import actions as bookings
from sessions.bookings import covering
from sessions.bookings.covering import NotCovered
from sessions.bookings.models import Booking
from sessions.bookings.states import Mode, Word
from sessions.ledger.actions import Place, balance
from sessions.ledger.models import LedgerEntry
from sessions.ledger.states import Kind
from sessions.notes.actions.worrying import worry
from sessions.notes.states import Risk
from sessions.wallet import actions, reading
from sessions.wallet.having import in_pool
from sessions.wallet.models import FreeUse, PoolPress
from tests.builders_notes import signed
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.sessions.wallet.conftest import HOUR, MINUTE

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER = "2026-11", "2026-12"
SOON = NOON + timedelta(days=1)
DAY = timedelta(days=1)


def book(member: User, peer: SpecialistProfile, at: datetime = SOON, minutes: int = 30) -> Booking:
    return booked_session(member, peer, NOON, starts_at=at, length=minutes * MINUTE)


def lies(member: User, month: str = NOVEMBER) -> tuple[int, int, int]:
    """What is free, kept and used."""
    kinds = (Kind.FREE, Kind.KEPT, Kind.USED)
    free, kept, used = (balance(Place(kind, member.pk, month)) for kind in kinds)
    return free, kept, used


def state_of(booking: Booking) -> str:
    return FreeUse.objects.get(booking=booking).state


def test_two_sessions_of_a_month_are_free_and_a_third_is_not_booked(
    maya: User, peer: SpecialistProfile
) -> None:
    assert reading.left(maya, NOVEMBER, NOON) == 2
    book(maya, peer)
    book(maya, peer, SOON + HOUR)
    assert (lies(maya), reading.left(maya, NOVEMBER, NOON)) == ((0, 2, 0), 0)

    with pytest.raises(NotCovered):
        book(maya, peer, SOON + 2 * HOUR)

    assert Booking.objects.count() == 2
    book(maya, peer, NOON + 10 * DAY)  # in December
    assert (lies(maya), lies(maya, DECEMBER)) == ((0, 2, 0), (1, 1, 0))


def test_a_volunteer_asks_nothing_and_nothing_is_asked_of_the_database(
    maya: User, peer: SpecialistProfile, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_price(peer, None)
    booking = book(maya, peer)

    assert not FreeUse.objects.exists()
    assert not LedgerEntry.objects.exists()
    with django_assert_num_queries(0):
        covering.cover(booking, now=NOON)


def test_a_talk_with_whoever_is_on_now_takes_nothing(maya: User, peer: SpecialistProfile) -> None:
    bookings.begin_now(peer, member=maya, mode=Mode.TEXT, now=NOON)

    assert not FreeUse.objects.exists()
    assert reading.left(maya, NOVEMBER, NOON) == 2


def test_an_hour_takes_two_and_all_or_nothing(maya: User, peer: SpecialistProfile) -> None:
    book(maya, peer, minutes=15)
    with pytest.raises(NotCovered):
        book(maya, peer, SOON + HOUR, minutes=60)
    assert lies(maya) == (1, 1, 0)

    book(maya, peer, NOON + 10 * DAY, minutes=60)
    assert lies(maya, DECEMBER) == (0, 2, 0)


def test_what_is_cancelled_is_theirs_again_and_the_same_told_twice_changes_nothing(
    maya: User, peer: SpecialistProfile
) -> None:
    booking = book(maya, peer)
    for _ in range(2):
        bookings.cancel(booking, by=maya, now=NOON)
        covering.follow(booking, now=NOON)

    assert (lies(maya), state_of(booking)) == ((2, 0, 0), "back")
    assert LedgerEntry.objects.of(maya).count() == 3  # given, kept, cancelled


def test_a_session_that_moves_to_another_month_takes_of_that_and_gives_the_old_one_back(
    maya: User, peer: SpecialistProfile
) -> None:
    booking = book(maya, peer)
    booking = bookings.change_time(booking, by=maya, starts_at=NOON + 10 * DAY, now=NOON)
    assert (lies(maya), lies(maya, DECEMBER)) == ((2, 0, 0), (1, 1, 0))

    bookings.change_time(booking, by=maya, starts_at=NOON + 11 * DAY, now=NOON)
    assert lies(maya, DECEMBER) == (1, 1, 0)  # the same month: nothing moves


def test_where_the_new_month_has_too_little_it_keeps_what_it_had(
    maya: User, peer: SpecialistProfile
) -> None:
    book(maya, peer, NOON + 10 * DAY, minutes=60)
    booking = book(maya, peer)

    bookings.change_time(booking, by=maya, starts_at=NOON + 11 * DAY, now=NOON)

    assert (lies(maya), lies(maya, DECEMBER)) == ((1, 1, 0), (0, 2, 0))


def test_what_both_say_of_it_decides_and_can_be_taken_back(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    booking = book(maya, peer)
    later = SOON + HOUR
    bookings.say(booking, Word.MET, by=sam, now=later)
    assert lies(maya) == (1, 0, 1)
    bookings.take_back(booking, by=sam, now=later)
    assert lies(maya) == (1, 1, 0)

    bookings.say(booking, Word.SELF_AWAY, by=sam, now=later)
    assert lies(maya) == (2, 0, 0)


def test_the_first_time_ever_that_a_member_is_away_takes_nothing_and_the_second_does(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    first, second = book(maya, peer), book(maya, peer, SOON + HOUR)
    bookings.say(first, Word.OTHER_AWAY, by=sam, now=SOON + HOUR)
    assert lies(maya) == (1, 1, 0)
    bookings.say(second, Word.SELF_AWAY, by=maya, now=SOON + 2 * HOUR)
    assert lies(maya) == (1, 0, 1)

    # Her word goes first: it was Sam who did not come. It stands as missed, as before.
    bookings.take_back(second, by=maya, now=SOON + 2 * HOUR)
    bookings.say(second, Word.OTHER_AWAY, by=sam, now=SOON + 2 * HOUR)
    assert lies(maya) == (1, 0, 1)
    bookings.say(second, Word.OTHER_AWAY, by=maya, now=SOON + 2 * HOUR)
    assert lies(maya) == (2, 0, 0)


@pytest.mark.parametrize("took", ["nothing", "one that does not count", "one"])
def test_only_an_absence_that_free_time_bore_was_the_first_one(
    maya: User, sam: User, peer: SpecialistProfile, took: str
) -> None:
    set_price(peer, None if took == "nothing" else 3000)
    earlier = book(maya, peer)
    set_price(peer, 3000)
    bookings.say(earlier, Word.OTHER_AWAY, by=sam, now=SOON + HOUR)
    if took == "one that does not count":
        actions.spare(earlier, now=SOON + HOUR)
    missed = book(maya, peer, SOON + HOUR)
    bookings.say(missed, Word.OTHER_AWAY, by=sam, now=SOON + 2 * HOUR)
    assert state_of(missed) == ("used" if took == "one" else "back")


@pytest.mark.parametrize(("start", "label"), [(SOON, NOVEMBER), (NOON + 6 * DAY, "2026-12/late")])
def test_what_was_given_back_as_the_first_one_stays_so_whoever_says_it_again(
    maya: User, sam: User, peer: SpecialistProfile, start: datetime, label: str
) -> None:
    """A second one was missed meanwhile, and the first is said once more, by her."""
    first, second = book(maya, peer, start), book(maya, peer, start + HOUR)
    for booking in (first, second):
        bookings.say(booking, Word.OTHER_AWAY, by=sam, now=start + 2 * HOUR)
    free = balance(Place(Kind.FREE, maya.pk, label))
    bookings.say(first, Word.SELF_AWAY, by=maya, now=start + 2 * HOUR)
    assert (state_of(first), state_of(second)) == ("back", "used")
    assert (free, balance(Place(Kind.FREE, maya.pk, label))) == (1, 1)


def test_what_came_back_late_in_its_month_comes_back_again_where_it_is_said_again(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    booking = book(maya, peer, NOON + 6 * DAY)
    later = booking.ends_at
    for _ in range(2):
        bookings.say(booking, Word.SELF_AWAY, by=sam, now=later)
        assert (lies(maya), lies(maya, "2026-12/late")) == ((1, 0, 0), (1, 0, 0))
        bookings.take_back(booking, by=sam, now=later)
        assert (lies(maya), lies(maya, "2026-12/late")) == ((1, 0, 0), (0, 1, 0))


def test_what_was_given_back_and_used_since_is_not_taken_twice(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    booking, later = book(maya, peer), SOON + HOUR
    bookings.say(booking, Word.OTHER_AWAY, by=maya, now=later)
    booked_session(maya, peer, later, starts_at=SOON + DAY, length=HOUR)
    assert lies(maya) == (0, 2, 0)

    bookings.say(booking, Word.MET, by=maya, now=later)

    assert (booking.state, state_of(booking), lies(maya)) == ("held", "back", (0, 2, 0))


def test_danger_that_a_specialist_saw_in_the_room_takes_nothing_also_afterwards(
    maya: User,
    sam: User,
    peer: SpecialistProfile,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    booking, other = book(maya, peer), book(maya, peer, SOON + HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        worry(booking, Risk.NOW, "", by=sam, now=SOON + 10 * MINUTE)
    assert (state_of(booking), state_of(other), lies(maya)) == ("back", "kept", (1, 1, 0))

    bookings.say(booking, Word.MET, by=sam, now=SOON + HOUR)
    assert lies(maya) == (1, 1, 0)


def test_danger_in_a_note_after_it_was_held_is_found_also_where_nobody_heard_of_it(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    booking, later = book(maya, peer), SOON + 2 * HOUR
    bookings.say(booking, Word.MET, by=sam, now=later)
    signed(booking, now=later, risk=Risk.SOME, risk_done="We made a list.")
    assert (actions.look_for_danger(now=later), lies(maya)) == (0, (1, 0, 1))

    Flag.objects.update(level=3)
    assert [actions.look_for_danger(now=later) for _ in range(2)] == [1, 0]
    assert lies(maya) == (2, 0, 0)


def test_a_use_that_is_spared_is_given_back_or_the_database_says_no(
    maya: User, peer: SpecialistProfile
) -> None:
    book(maya, peer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FreeUse.objects.update(spared_at=NOON)


def test_the_pool_bears_one_session_for_one_press_and_has_it_again_when_it_is_cancelled(
    maya: User, ade: User, peer: SpecialistProfile
) -> None:
    with pytest.raises(actions.PoolEmpty):
        actions.take_from_pool(maya, now=NOON)
    key = uuid4()
    for _ in range(2):
        actions.sponsor(3, key=key, by=ade, now=NOON)
    assert in_pool() == 3
    assert Entry.objects.filter(verb=Verb.POOL_GIVEN).get().details == {"halves": 3}

    book(maya, peer, minutes=60)
    for _ in range(2):
        actions.take_from_pool(maya, now=NOON)
    booking = book(maya, peer, SOON + HOUR)
    assert (in_pool(), lies(maya, "2026-11/pool")) == (2, (0, 1, 0))
    assert not PoolPress.objects.exists()
    with pytest.raises(NotCovered):
        book(maya, peer, SOON + 2 * HOUR)

    bookings.cancel(booking, by=maya, now=NOON)
    assert in_pool() == 3


def test_free_ones_go_before_the_pool_and_together_they_bear_an_hour(
    maya: User, ade: User, peer: SpecialistProfile
) -> None:
    actions.sponsor(1, key=uuid4(), by=ade, now=NOON)
    actions.take_from_pool(maya, now=NOON)
    book(maya, peer)
    assert in_pool() == 1

    book(maya, peer, SOON + HOUR, minutes=60)
    assert (in_pool(), lies(maya)) == (0, (0, 2, 0))
