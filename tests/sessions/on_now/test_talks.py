"""Talk to whoever is on: one is asked at a time, and who says yes is there at once."""

from datetime import datetime, timedelta

import pytest

from matching.models import SetAside, SpecialistProfile
from matching.peers import actions as peers
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability.rules import DAY, HOUR, MINUTE
from sessions.bookings import actions as bookings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.on_now import actions, notices
from sessions.on_now.models import A_DAY, Ask, Turn
from sessions.on_now.states import AskState, TurnState
from tests.builders_sessions import booked_session
from tests.cast import NOON
from tests.safety.flags.texts import HIGH
from tests.sessions.on_now.conftest import asked, on

pytestmark = pytest.mark.django_db
MINUTE_OVER = NOON + 60 * timedelta(seconds=1)


def question(person: User, now: datetime = NOON) -> Turn:
    turn = actions.turn_of(person, now=now)
    assert turn is not None
    return turn


def fits(member: User, now: datetime = NOON, mode: Mode | None = None) -> list[str]:
    return [profile.name for profile in actions.who_fits(member, mode, now=now)]


def test_who_says_yes_is_there_at_once(maya: User, sam: User, peer: SpecialistProfile) -> None:
    on(sam)
    ask = asked(maya)
    turn = question(sam)
    assert (turn.ask, turn.until) == (ask, NOON + timedelta(seconds=60))
    told = Notice.objects.get(person=sam, kind=notices.ASKED.key)
    assert "Maya" not in told.context.values()

    booking = actions.accept(turn, by=sam, now=NOON + timedelta(seconds=30))

    assert (booking.member, booking.specialist, booking.mode) == (maya, peer, Mode.TEXT)
    assert (booking.starts_at, booking.ends_at) == (NOON, NOON + 30 * MINUTE)
    ask.refresh_from_db()
    assert (ask.state, ask.booking) == (AskState.TAKEN, booking)
    there = Notice.objects.get(person=maya, kind=notices.THERE.key)
    assert there.url == booking.get_absolute_url()
    assert fits(maya, NOON + MINUTE) == []  # Sam is in a session now
    assert actions.look(now=NOON + MINUTE) == 0


def test_it_ends_before_the_next_session(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    nine = NOON + 3 * HOUR
    booked_session(noor, peer, NOON - DAY, starts_at=nine)
    at = nine - 35 * MINUTE
    on(sam, now=at)
    asked(maya, now=at)

    booking = actions.accept(question(sam, at), by=sam, now=at)

    assert booking.ends_at == nine - 10 * MINUTE
    assert fits(noor, nine - 30 * MINUTE) == []


def test_one_is_asked_at_a_time_and_after_a_minute_the_next(
    maya: User, sam: User, rosa: User, peer: SpecialistProfile
) -> None:
    on(sam, now=NOON - MINUTE)
    on(rosa)
    asked(maya)
    assert actions.turn_of(rosa, now=NOON) is None
    silent = question(sam)

    assert actions.look(now=MINUTE_OVER - timedelta(seconds=1)) == 0
    with pytest.raises(actions.TurnGone):  # also before anybody has looked
        actions.accept(silent, by=sam, now=MINUTE_OVER)
    assert actions.look(now=MINUTE_OVER) == 1

    assert actions.turn_of(sam, now=MINUTE_OVER) is None
    with pytest.raises(actions.TurnGone):
        actions.accept(silent, by=sam, now=MINUTE_OVER)
    assert actions.accept(question(rosa, MINUTE_OVER), by=rosa, now=MINUTE_OVER).member == maya


def test_not_now_asks_the_next_at_once_and_nobody_twice(
    maya: User, sam: User, rosa: User, peer: SpecialistProfile
) -> None:
    on(sam, now=NOON - MINUTE)
    on(rosa)
    asked(maya)

    actions.pass_on(question(sam), by=sam, now=NOON)
    actions.pass_on(question(rosa), by=rosa, now=NOON)

    assert actions.look(now=NOON + MINUTE) == 0
    assert [turn.state for turn in Turn.objects.all()] == [TurnState.PASSED_ON] * 2


def test_who_does_not_answer_twice_is_not_on_any_more(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    on(sam)
    asked(maya)

    actions.look(now=NOON + MINUTE)
    assert actions.on_of(sam, now=NOON + MINUTE) is not None
    actions.look(now=NOON + 2 * MINUTE)

    assert actions.on_of(sam, now=NOON + 2 * MINUTE) is None


def test_the_line_goes_by_who_asked_first(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    first, second = asked(maya), asked(noor, now=NOON + MINUTE)
    assert (actions.ahead_of(first), actions.ahead_of(second)) == (0, 1)

    on(sam, now=NOON + MINUTE)
    actions.look(now=NOON + MINUTE)

    assert question(sam, NOON + MINUTE).ask == first
    actions.leave(maya, now=NOON + MINUTE)
    assert question(sam, NOON + MINUTE).ask == second
    assert actions.ahead_of(second) == 0


def test_after_ten_minutes_we_say_that_nobody_could_come(maya: User) -> None:
    ask = asked(maya)

    actions.look(now=NOON + 10 * MINUTE - timedelta(seconds=1))
    assert Ask.objects.get().state == AskState.WAITING
    actions.look(now=NOON + 10 * MINUTE)

    ask.refresh_from_db()
    assert (ask.state, ask.ended_at) == (AskState.NOBODY, NOON + 10 * MINUTE)
    assert Notice.objects.filter(person=maya, kind=notices.NOBODY.key).count() == 1
    assert Ask.objects.talks(maya, now=NOON + 10 * MINUTE) == 0


def test_three_a_day_on_the_members_own_calendar(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    last = NOON
    for number in range(A_DAY):
        last = NOON + number * HOUR
        on(sam, now=last)
        asked(maya, now=last)
        actions.accept(question(sam, last), by=sam, now=last)

    after = last + HOUR
    with pytest.raises(actions.NoMoreToday):
        asked(maya, now=after)
    with pytest.raises(actions.NoMoreToday):
        asked(maya, now=NOON + 16 * HOUR + 59 * MINUTE)  # a minute before midnight in New York
    Booking.objects.filter(starts_at=last).update(state=BookingState.MISSED)
    assert Ask.objects.talks(maya, now=after) == 2  # it did not come about
    Booking.objects.update(state=BookingState.HELD)
    assert asked(maya, now=NOON + 17 * HOUR).state == AskState.WAITING


def test_who_is_on_is_counted_by_whom_one_could_meet(
    maya: User, noor: User, sam: User, rosa: User, peer: SpecialistProfile
) -> None:
    on(sam, hours=1)
    on(rosa)
    assert fits(maya) == ["Sam", "Rosa"]
    assert fits(maya, NOON + HOUR) == ["Rosa"]  # it ends by itself

    SpecialistProfile.objects.filter(pk=peer.pk).update(ways=["text"])
    assert fits(maya, mode=Mode.AUDIO) == ["Rosa"]
    SetAside.objects.create(member=maya, specialist=rosa.specialist_profile, at=NOON)
    assert fits(maya) == ["Sam"]
    blocking.block(sam, by=maya, now=NOON)
    assert fits(maya) == []
    assert fits(noor) == ["Sam", "Rosa"]
    peers.pause(peer, by=sam, now=NOON)
    assert fits(noor) == ["Rosa"]
    with pytest.raises(actions.NotShown):
        on(sam)


def test_nobody_is_on_for_longer_than_four_hours(sam: User, peer: SpecialistProfile) -> None:
    on(sam, hours=9)
    now = NOON + 4 * HOUR
    assert actions.on_of(sam, now=now - MINUTE) is not None
    assert actions.on_of(sam, now=now) is None


def test_a_block_ends_the_question(maya: User, sam: User, peer: SpecialistProfile) -> None:
    on(sam)
    asked(maya)
    turn = question(sam)

    blocking.block(sam, by=maya, now=NOON)

    assert actions.turn_of(sam, now=NOON) is None
    with pytest.raises(actions.TurnGone):
        actions.accept(turn, by=sam, now=NOON)
    assert not Booking.objects.exists()


def test_who_cannot_meet_after_all_is_not_asked_again(
    maya: User, sam: User, peer: SpecialistProfile
) -> None:
    on(sam)
    asked(maya)
    SpecialistProfile.objects.filter(pk=peer.pk).update(ways=["video"])

    with pytest.raises(actions.TurnGone):
        actions.accept(question(sam), by=sam, now=NOON)

    assert Turn.objects.get().state == TurnState.GONE
    assert actions.look(now=NOON) == 0


def test_who_meets_somebody_soon_does_not_ask(
    maya: User, noor: User, sam: User, peer: SpecialistProfile
) -> None:
    nine = NOON + 3 * HOUR
    booked_session(maya, peer, NOON - DAY, starts_at=nine)

    with pytest.raises(actions.MeetsSoon):
        asked(maya, now=nine - 19 * MINUTE)
    assert asked(noor, now=nine - 19 * MINUTE).state == AskState.WAITING


def test_asking_twice_is_asking_once(maya: User) -> None:
    assert asked(maya) == asked(maya, now=NOON + MINUTE)
    assert Ask.objects.count() == 1


def test_words_of_danger_are_read_by_a_person_and_show_help_at_once(maya: User) -> None:
    ask, show_help = actions.ask(maya, mode=Mode.TEXT, line=HIGH, now=NOON)

    assert show_help
    assert ask.line_held
    actions.let_line_out(ask.pk)
    ask.refresh_from_db()
    assert not ask.line_held


def test_a_stranger_says_no_yes_for_others(
    maya: User, sam: User, rosa: User, peer: SpecialistProfile
) -> None:
    on(sam)
    asked(maya)

    with pytest.raises(actions.TurnGone):
        actions.accept(question(sam), by=rosa, now=NOON)
    actions.pass_on(question(sam), by=rosa, now=NOON)

    assert question(sam).state == TurnState.OPEN
    with pytest.raises(bookings.NotBookable):
        bookings.begin_now(peer, member=sam, mode=Mode.TEXT, now=NOON)
