"""Five more minutes: nobody sees what the other one would like before both would, and once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.availability.rules import SOONEST, USUAL_RULES
from sessions.availability.slots import Hours, Timetable
from sessions.bookings import actions as bookings
from sessions.bookings import doors
from sessions.bookings.models import LONGER, Booking
from sessions.bookings.states import Mode
from sessions.calls import actions
from sessions.calls.models import MoreTime, Presence
from sessions.calls.reading import Standing, attendance_of
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.sessions.calls.conftest import MINUTE, SECOND
from tests.sessions.calls.test_actions import sits, stands

db = pytest.mark.django_db
FIVE = 5 * MINUTE
ENDS = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("behind", "gap", "rest", "free"),
    [
        (5, 0, 0, True),
        (4, 0, 0, False),
        (15, 10, 0, True),
        (14, 10, 0, False),
        (20, 0, 15, True),
        (19, 0, 15, False),
    ],
)
def test_what_comes_behind_keeps_its_pause_and_its_rest(
    behind: int, gap: int, rest: int, *, free: bool
) -> None:
    starts = ENDS + behind * MINUTE
    table = Timetable(
        Hours(rules=replace(USUAL_RULES, after=gap * MINUTE)),
        ZoneInfo("UTC"),
        taken=((ENDS - 30 * MINUTE, ENDS), (starts, starts + 30 * MINUTE)),
        rest=rest * MINUTE,
    )

    assert table.has_room_behind(ENDS, FIVE) is free


def test_nothing_can_be_booked_into_these_minutes_afterwards() -> None:
    """They are given in the last five minutes of a session; whatever is booked begins later."""
    assert SOONEST > LONGER + LONGER


def test_what_the_member_has_elsewhere_counts_to_the_minute() -> None:
    for minutes, free in ((5, True), (4, False)):
        starts = ENDS + minutes * MINUTE
        table = Timetable(Hours(), ZoneInfo("UTC"), theirs=((starts, starts + FIVE),))
        assert table.has_room_behind(ENDS, FIVE) is free


@pytest.fixture
def both(booking: Booking, maya: User, sam: User) -> tuple[Presence, Presence]:
    return sits(booking, maya, seat="page-of-maya"), sits(booking, sam, seat="page-of-sam")


@pytest.fixture
def late(booking: Booking) -> datetime:
    """Three minutes before its end."""
    return booking.ends_at - 3 * MINUTE


def told(presence: Presence, now: datetime) -> Standing:
    found = stands(presence, now=now)
    assert isinstance(found, Standing)
    return found


@db
def test_one_alone_is_seen_by_nobody_and_both_together_go_on(
    booking: Booking,
    both: tuple[Presence, Presence],
    late: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hers, his = both
    woken: list[object] = []
    monkeypatch.setattr(actions, "publish", woken.append)
    before = told(his, late)

    actions.want_more(hers, on=True, now=late)
    assert told(his, late) == before
    assert told(hers, late).more is True
    assert woken == [], "not even a hint goes to the other page"

    actions.want_more(his, on=True, now=late)
    booking.refresh_from_db()
    assert [told(each, late).extra for each in both] == [5, 5]
    assert len(woken) == 1
    assert booking.over_at == booking.ends_at + FIVE
    assert booking.minutes == 30, "what was booked, and counted, stays as it was"
    last = booking.over_at + doors.STAYS - SECOND
    assert doors.is_open(booking, now=last)
    assert not doors.is_open(booking, now=last + SECOND)
    assert not MoreTime.objects.exists()
    for each in both:
        actions.keep(each.pk, now=booking.over_at)
    met = attendance_of(booking, now=booking.over_at)
    assert met.together == booking.over_at - booking.starts_at, "they were there all the time"


@db
def test_it_is_asked_at_the_end_and_can_be_taken_back(
    booking: Booking, both: tuple[Presence, Presence], late: datetime
) -> None:
    hers, his = both
    for now in (booking.ends_at - FIVE - SECOND, booking.ends_at):
        with pytest.raises(actions.NotNow):
            actions.want_more(hers, on=True, now=now)

    actions.want_more(hers, on=True, now=late)
    actions.want_more(hers, on=False, now=late)
    actions.want_more(his, on=True, now=late)

    booking.refresh_from_db()
    assert booking.longer_until is None
    assert told(hers, late).more is False


@db
def test_once_a_session(booking: Booking, both: tuple[Presence, Presence], late: datetime) -> None:
    for _ in (1, 2):
        for each in both:
            actions.want_more(each, on=True, now=late)

    booking.refresh_from_db()
    assert booking.longer_until == booking.ends_at + FIVE


@db
@pytest.mark.parametrize("whose", ["the specialist", "the member"])
def test_whatever_is_behind_it_is_in_the_way_and_the_words_do_not_say_whose(
    booking: Booking,
    peer: SpecialistProfile,
    maya: User,
    noor: User,
    osei: User,
    late: datetime,
    whose: str,
) -> None:
    if whose == "the specialist":
        booked_session(noor, peer, NOON, starts_at=booking.ends_at)
    else:
        booked_session(maya, bookable_specialist(osei, now=NOON), NOON, starts_at=booking.ends_at)
    hers = sits(booking, maya)

    with pytest.raises(actions.NoRoom) as said:
        actions.want_more(hers, on=True, now=late)

    assert said.value.message == "This session cannot be longer today. It ends as planned."
    assert not MoreTime.objects.exists()


@db
def test_in_these_minutes_nobody_else_is_met_at_once(
    booking: Booking,
    peer: SpecialistProfile,
    both: tuple[Presence, Presence],
    late: datetime,
    noor: User,
) -> None:
    for each in both:
        actions.want_more(each, on=True, now=late)

    with pytest.raises(bookings.SlotTaken):
        bookings.begin_now(peer, member=noor, mode=Mode.TEXT, now=booking.ends_at + MINUTE)
    over = booking.ends_at + FIVE
    assert bookings.begin_now(peer, member=noor, mode=Mode.TEXT, now=over).member == noor


@db
def test_what_one_alone_wished_is_forgotten(
    booking: Booking, both: tuple[Presence, Presence], late: datetime
) -> None:
    actions.want_more(both[0], on=True, now=late)

    actions.forget_wishes(now=booking.ends_at - timedelta(seconds=1))
    assert MoreTime.objects.count() == 1
    actions.forget_wishes(now=booking.ends_at)
    assert not MoreTime.objects.exists()
