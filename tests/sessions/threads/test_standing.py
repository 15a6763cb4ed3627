"""Who may write when: while a session is booked or was, and never past a block."""

from datetime import timedelta

import pytest

from matching.models import SpecialistProfile
from matching.rematch import actions as rematch
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking, pausing
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from safety.flags.models import Flag
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.threads import actions
from sessions.threads.actions import Closed, SlowDown
from sessions.threads.models import Line, Thread
from sessions.threads.standing import A_DAY, Standing, Why, standing_of
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.sessions.threads.conftest import DANGER, HEAVY, Write

pytestmark = pytest.mark.django_db
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def met(thread: Thread, booking: Booking, sam: User) -> Booking:
    """Maya and Sam have met."""
    return bookings.record_meeting(booking, met=True, by=sam, now=booking.ends_at)


def whys(thread: Thread, *, now: object = NOON) -> tuple[Why | None, Why | None]:
    """Why the member, and why the specialist, cannot write."""
    anew = Thread.objects.with_people().get(pk=thread.pk)
    both = (anew.member, anew.specialist.person)
    member, specialist = (standing_of(anew, each, now=now).why for each in both)  # type: ignore[arg-type]
    return member, specialist


def test_both_write_while_a_session_is_booked(thread: Thread) -> None:
    assert whys(thread) == (None, None)


def test_a_specialist_writes_for_four_weeks_after_one_and_a_member_longer(
    thread: Thread, met: Booking
) -> None:
    until = met.ends_at + 4 * WEEK

    assert whys(thread, now=until - timedelta(seconds=1)) == (None, None)
    assert whys(thread, now=until) == (None, Why.LONG_AGO)


def test_a_new_session_lets_the_specialist_write_again(
    thread: Thread, met: Booking, maya: User, peer: SpecialistProfile
) -> None:
    later = met.ends_at + 8 * WEEK
    booked_session(maya, peer, later)

    assert whys(thread, now=later) == (None, None)


def test_when_their_only_session_is_cancelled_nobody_writes(
    thread: Thread, booking: Booking, maya: User, sam: User, write: Write
) -> None:
    write(maya, "Hello")
    bookings.cancel(booking, by=maya, now=NOON + HOUR)

    assert whys(thread) == (Why.NO_SESSION, Why.NO_SESSION)
    with pytest.raises(Closed, match="once a session is booked"):
        write(sam, "Hello")


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_a_block_ends_it_at_once_in_the_same_words_for_both(
    who: str, thread: Thread, maya: User, sam: User, write: Write
) -> None:
    people = {"maya": maya, "sam": sam}
    by, whom = people.pop(who), next(iter(people.values()))
    blocking.block(whom, by=by, now=NOON)

    assert whys(thread) == (Why.RESTS, Why.RESTS)
    said = []
    for each in (by, whom):
        with pytest.raises(Closed) as refusal:
            write(each, "Hello")
        said.append(refusal.value.message)
    assert said[0] == said[1]


@pytest.mark.parametrize("who", ["maya", "sam"])
def test_nobody_writes_to_or_from_a_closed_account(
    who: str, thread: Thread, maya: User, sam: User
) -> None:
    person = {"maya": maya, "sam": sam}[who]
    User.objects.filter(pk=person.pk).update(is_active=False)

    assert whys(thread) == (Why.RESTS, Why.RESTS)


def test_a_paused_member_is_not_written_to_until_the_pause_is_over(
    thread: Thread, maya: User, ines: User
) -> None:
    pause = pausing.pause_account(maya, until=NOON + DAY, reason="Rest.", by=ines, now=NOON)
    assert whys(thread) == (Why.RESTS, Why.RESTS)

    pausing.lift_pause(pause, by=ines, now=NOON)
    assert whys(thread) == (None, None)


def test_who_is_no_specialist_any_more_writes_and_is_written_to_no_more(
    thread: Thread, sam: User, ade: User
) -> None:
    accounts.revoke_role(sam, Role.SPECIALIST, by=ade, now=NOON)

    assert whys(thread) == (Why.RESTS, Why.RESTS)


def test_after_a_change_of_peer_it_rests_once_no_session_is_booked(
    thread: Thread, booking: Booking, maya: User, peer: SpecialistProfile
) -> None:
    rematch.try_someone_else(peer, by=maya, now=NOON)

    assert whys(thread) == (None, None)  # they still meet tomorrow
    assert whys(thread, now=booking.ends_at + HOUR) == (Why.RESTS, Why.RESTS)


def test_a_day_holds_thirty_lines_of_a_member_and_it_is_said_before(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    left = []
    for number in range(A_DAY):
        left.append(standing_of(thread, maya, now=NOON).said_left)
        write(maya, f"Line {number}", now=NOON - (A_DAY - number) * timedelta(minutes=1))

    assert left == [None] * 20 + list(range(10, 0, -1))
    with pytest.raises(SlowDown, match="help is there now"):
        write(maya, "One more")
    write(sam, "I read all of it.")
    tomorrow = NOON + 17 * HOUR + timedelta(seconds=1)  # midnight in New York is 5 am in London
    assert standing_of(thread, maya, now=tomorrow) == Standing(None, A_DAY)


def test_a_cry_for_help_is_taken_whatever_the_day_holds(maya: User, write: Write) -> None:
    for number in range(A_DAY):
        write(maya, f"Line {number}", now=NOON - (A_DAY - number) * timedelta(minutes=1))

    assert write(maya, HEAVY).show_help


def test_in_a_session_nobody_counts(
    thread: Thread, maya: User, booking: Booking, write: Write
) -> None:
    for number in range(A_DAY):
        write(maya, f"Line {number}", now=booking.starts_at - HOUR + number * timedelta(minutes=1))

    in_it = booking.starts_at + timedelta(minutes=1)
    assert standing_of(thread, maya, now=in_it) == Standing()
    write(maya, "One more", now=in_it)


def test_words_into_a_closed_thread_are_heard_and_shown_to_nobody(
    thread: Thread, maya: User, sam: User, write: Write
) -> None:
    blocking.block(sam, by=maya, now=NOON)
    with pytest.raises(Closed):
        write(maya, DANGER)

    heavy = [actions.hear_unwritten(thread, DANGER, by=maya, now=NOON) for _ in range(2)]

    assert heavy == [True, True]
    assert not Line.objects.exists()
    flag = Flag.objects.get()
    assert (flag.author, flag.held) == (maya, False)
    assert flag.place == "A private conversation (not sent: nobody else saw it)"
    assert actions.hear_unwritten(thread, "The garden was quiet.", by=maya, now=NOON) is False
