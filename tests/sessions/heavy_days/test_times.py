"""A time is kept with somebody around a day: found, asked about, and let go where nobody answers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts import actions as accounts
from peerhub.accounts import blocking
from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from sessions.availability import actions as hours
from sessions.availability.week import Away
from sessions.bookings import actions as bookings
from sessions.bookings import openings
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.heavy_days import actions
from sessions.heavy_days.actions import Dates, NotWithThem
from sessions.heavy_days.dates import Span
from sessions.heavy_days.models import HardDay
from sessions.heavy_days.states import Hours
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON
from tests.sessions.heavy_days.conftest import THE_NINTH, ClientOf, kept_day
from tests.together import all_gave

pytestmark = pytest.mark.django_db
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
HALF = 30 * MINUTE
# Sam is there from nine to five in Chicago, which is ten to six in New York.
FIRST = datetime(2026, 12, 9, 15, tzinfo=UTC)
AFTER_NOON = datetime(2026, 12, 9, 17, tzinfo=UTC)
AFTER_FIVE = datetime(2026, 12, 9, 22, tzinfo=UTC)


@pytest.fixture
def met(maya: User, peer: SpecialistProfile) -> Booking:
    """They have a session tomorrow, so Sam is one of Maya's specialists."""
    return booked_session(maya, peer, NOON)


@pytest.fixture
def asked(day: HardDay, maya: User, sam: User, met: Booking) -> HardDay:
    keep(day, sam)
    return day


def keep(day: HardDay, sam: User, wanted: Hours = Hours.ANY, now: datetime = NOON) -> None:
    actions.keep_a_time(day, person_id=sam.pk, hours=wanted, by=day.member, now=now)


def offered() -> list[tuple[datetime, datetime | None]]:
    rows = Booking.rows.filter(state=BookingState.OFFERED).order_by("starts_at")
    return list(rows.values_list("starts_at", "kept_until"))


def test_a_time_on_the_day_is_kept_for_24_hours_and_its_member_is_asked(
    asked: HardDay, maya: User, sam: User
) -> None:
    assert actions.look_after_due(now=NOON) == 1

    assert offered() == [(FIRST, NOON + DAY)]
    told = Notice.objects.get(kind="sessions.hard_day_time_offered")
    assert told.person == maya
    assert told.url == "/people/sam/times/2026-12-09T15:00Z/?minutes=30"
    assert told.context == {
        "when": "Wednesday 9 December, 10:00 am, New York time",
        "until": "Tuesday 24 November, 7:00 am, New York time",
    }


@pytest.mark.parametrize(
    ("wanted", "start"),
    [
        (Hours.MORNING, FIRST),
        (Hours.AFTERNOON, AFTER_NOON),
        (Hours.EVENING, AFTER_FIVE),
    ],
)
def test_it_is_in_the_part_of_the_day_that_they_like(
    day: HardDay, sam: User, met: Booking, wanted: Hours, start: datetime
) -> None:
    keep(day, sam, wanted)
    actions.look_after_due(now=NOON)

    assert [at for at, _ in offered()] == [start]


@pytest.mark.parametrize(
    ("closed", "start"),
    [((9,), FIRST - DAY), ((8, 9), FIRST + DAY), ((8, 9, 10), None)],
)
def test_else_it_is_the_day_before_or_the_day_after_and_no_other(
    asked: HardDay, peer: SpecialistProfile, closed: tuple[int, ...], start: datetime | None
) -> None:
    for number in closed:
        leave = date(2026, 12, number)
        hours.take_leave(peer, Away(leave, leave), now=NOON)

    actions.look_after_due(now=NOON)

    assert [at for at, _ in offered()] == ([start] if start else [])


def test_where_nothing_is_free_somebody_looks_again_the_next_morning(
    asked: HardDay, peer: SpecialistProfile
) -> None:
    hours.take_leave(peer, Away(date(2026, 12, 1), date(2026, 12, 31)), now=NOON)

    looked = [actions.look_after_due(now=NOON) for _ in range(2)]
    asked.refresh_from_db()

    assert looked == [1, 0]
    assert asked.look_at == datetime(2026, 11, 24, 15, tzinfo=UTC)  # ten in New York


def test_somebody_looks_from_when_the_whole_day_can_be_booked(
    maya: User, sam: User, met: Booking
) -> None:
    day = kept_day(maya, first=date(2027, 3, 1))
    keep(day, sam)
    day.refresh_from_db()

    # Four weeks before the day is over, and not at midnight.
    assert day.look_at == datetime(2027, 2, 2, 15, tzinfo=UTC)
    assert actions.look_after_due(now=NOON) == 0


def test_nobody_is_asked_at_night(day: HardDay, sam: User, met: Booking) -> None:
    three_at_night = NOON + 20 * HOUR
    keep(day, sam, now=three_at_night)
    day.refresh_from_db()

    assert actions.look_after_due(now=three_at_night) == 0
    assert day.look_at == datetime(2026, 11, 24, 15, tzinfo=UTC)


def test_it_is_kept_until_twelve_hours_before_it_starts_where_that_is_sooner(
    maya: User, sam: User, met: Booking
) -> None:
    day = kept_day(maya, first=date(2026, 11, 25))
    keep(day, sam)
    now = datetime(2026, 11, 24, 18, tzinfo=UTC)

    actions.look_after_due(now=now)

    start = datetime(2026, 11, 25, 15, tzinfo=UTC)
    assert offered() == [(start, start - 12 * HOUR)]


def test_while_it_is_kept_nobody_else_is_offered_it_or_gets_it(
    asked: HardDay, maya: User, noor: User, peer: SpecialistProfile
) -> None:
    actions.look_after_due(now=NOON)
    just = NOON + DAY - MINUTE

    def is_free(member: User, at: datetime) -> bool:
        return openings.coming_timetable(peer, now=at, member=member).is_free(FIRST, now=at)

    assert [is_free(who, just) for who in (maya, noor)] == [True, False]
    with pytest.raises(bookings.SlotTaken):
        booked_session(noor, peer, just, starts_at=FIRST)
    assert is_free(noor, NOON + DAY)
    assert booked_session(noor, peer, NOON + DAY, starts_at=FIRST).member == noor


def test_its_member_books_it_and_it_is_a_session_like_any_other(
    asked: HardDay, maya: User, peer: SpecialistProfile
) -> None:
    actions.look_after_due(now=NOON)

    booked = booked_session(maya, peer, NOON + HOUR, starts_at=FIRST, mode=Mode.TEXT)

    assert (booked.state, booked.note, booked.kept_until) == (BookingState.BOOKED, "", None)
    assert offered() == []


def test_what_nobody_answers_is_let_go_and_not_asked_again(asked: HardDay) -> None:
    actions.look_after_due(now=NOON)

    bookings.let_go(now=NOON + DAY)

    assert actions.look_after_due(now=NOON + 2 * DAY) == 0
    assert offered() == []


def test_its_member_lets_it_go_and_it_is_anybodys(
    asked: HardDay, maya: User, noor: User, peer: SpecialistProfile
) -> None:
    actions.look_after_due(now=NOON)

    actions.let_time_go(asked, by=maya, now=NOON + MINUTE)

    assert not Notice.objects.filter(kind="sessions.hard_day_time_offered").exists()
    assert booked_session(noor, peer, NOON + MINUTE, starts_at=FIRST).member == noor
    assert actions.look_after_due(now=NOON + DAY) == 0


def test_opening_or_booking_another_time_does_not_let_it_go(
    asked: HardDay, maya: User, peer: SpecialistProfile
) -> None:
    actions.look_after_due(now=NOON)
    elsewhere = FIRST + 2 * HOUR

    kept = bookings.keep(bookings.Wish(peer, maya, elsewhere, elsewhere + HALF), now=NOON + MINUTE)
    assert kept is not None
    assert kept.state == BookingState.KEPT
    booked_session(maya, peer, NOON + MINUTE, starts_at=elsewhere)

    assert offered() == [(FIRST, NOON + DAY)]


def test_opening_its_own_page_does_not_make_it_shorter(
    asked: HardDay, maya: User, peer: SpecialistProfile
) -> None:
    actions.look_after_due(now=NOON)
    wish = bookings.Wish(peer, maya, FIRST, FIRST + HALF)

    bookings.keep(wish, now=NOON + MINUTE)

    assert bookings.kept_until(wish, now=NOON + MINUTE) == NOON + DAY
    assert Booking.rows.filter(state=BookingState.KEPT).count() == 0


def test_booking_somebody_else_at_that_very_time_takes_its_place(
    asked: HardDay, maya: User, osei: User
) -> None:
    actions.look_after_due(now=NOON)
    other = bookable_specialist(osei, now=NOON)

    booked_session(maya, other, NOON, starts_at=FIRST)

    assert offered() == []


def test_where_they_meet_already_around_it_nothing_is_kept(
    asked: HardDay, maya: User, peer: SpecialistProfile
) -> None:
    booked_session(maya, peer, NOON, starts_at=FIRST - DAY)

    actions.look_after_due(now=NOON)

    assert offered() == []


def test_of_two_days_with_the_same_person_one_is_asked_at_a_time(
    asked: HardDay, maya: User, sam: User
) -> None:
    keep(kept_day(maya, first=date(2026, 12, 16)), sam)

    assert actions.look_after_due(now=NOON) == 2
    assert [at for at, _ in offered()] == [FIRST]

    actions.look_after_due(now=NOON + DAY + 3 * HOUR)  # the first was not answered
    assert [at for at, _ in offered()][-1:] == [FIRST + 7 * DAY]


def test_search_does_not_name_a_time_that_is_kept_for_a_day(
    day: HardDay, maya: User, sam: User, met: Booking, peer: SpecialistProfile
) -> None:
    hours.take_leave(peer, Away(date(2026, 11, 23), date(2026, 12, 8)), now=NOON)
    bookings.refresh_next_open_slots(now=NOON)
    keep(day, sam)

    def next_free() -> datetime | None:
        peer.refresh_from_db()
        return peer.next_open_slot_at

    seen = [next_free()]
    actions.look_after_due(now=NOON)
    seen.append(next_free())
    actions.let_time_go(day, by=maya, now=NOON)

    assert [*seen, next_free()] == [FIRST, FIRST + HALF, FIRST]


@pytest.mark.parametrize("change", ["dates", "nobody", "forget", "block"])
def test_what_it_was_kept_for_is_no_more_so_it_is_let_go(
    asked: HardDay, maya: User, sam: User, change: str
) -> None:
    actions.look_after_due(now=NOON)
    later = THE_NINTH + 7 * DAY
    other = Dates(Span(later, later, yearly=False))
    changes: dict[str, Any] = {
        "dates": lambda: actions.keep_dates(asked, other, by=maya, now=NOON),
        "nobody": lambda: actions.keep_a_time(
            asked, person_id=None, hours=Hours.ANY, by=maya, now=NOON
        ),
        "forget": lambda: actions.forget(asked, by=maya, now=NOON),
        "block": lambda: blocking.block(maya, by=sam, now=NOON),
    }

    changes[change]()

    assert offered() == []
    assert not Notice.objects.filter(kind="sessions.hard_day_time_offered").exists()


def test_the_next_year_a_time_is_looked_for_again(maya: User, sam: User, met: Booking) -> None:
    day = kept_day(maya, yearly=True)
    keep(day, sam)
    actions.look_after_due(now=NOON)
    for when in (NOON + 20 * DAY, NOON + 365 * DAY):
        bookings.let_go(now=when)
        actions.look_after_due(now=when)

    assert [at for at, _ in offered()] == [FIRST + 365 * DAY]


@pytest.mark.parametrize("who", ["noor", "osei"])
def test_only_somebody_whom_they_meet_can_be_chosen(
    day: HardDay, maya: User, peer: SpecialistProfile, who: str, request: pytest.FixtureRequest
) -> None:
    stranger: User = request.getfixturevalue(who)

    with pytest.raises(NotWithThem):
        keep(day, stranger)


def test_the_specialist_sees_nothing_of_a_time_that_is_kept(
    asked: HardDay, sam: User, client_of: ClientOf
) -> None:
    before = Notice.objects.filter(person=sam).count()
    client = client_of(sam)
    pages = [reverse(name) for name in ("sessions:mine", "sessions:hours", "ui:work")]
    seen = [client.get(page).content.count(b"December") for page in pages]

    actions.look_after_due(now=NOON)

    assert [client.get(page).content.count(b"December") for page in pages] == seen
    assert Notice.objects.filter(person=sam).count() == before


def test_it_follows_to_another_zone(asked: HardDay, maya: User) -> None:
    accounts.change_settings(maya, time_zone="Asia/Tokyo", country="JP", now=NOON)

    actions.look_after_due(now=NOON)

    # Sam's morning of the eighth falls into the first hour of the ninth in Tokyo.
    assert [at for at, _ in offered()] == [FIRST - DAY]


def test_a_day_that_cannot_be_looked_at_keeps_back_no_other(
    asked: HardDay, maya: User, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(kept_day(maya), sam)

    def tell(day: HardDay, *_: object, **__: object) -> None:
        if day == asked:
            raise RuntimeError

    monkeypatch.setattr("sessions.heavy_days.notices.tell_offered", tell)

    assert actions.look_after_due(now=NOON) == 1
    asked.refresh_from_db()
    assert (asked.look_at, asked.offered) == (NOON, "")
    assert [at for at, _ in offered()] == [FIRST]  # what it kept is undone with it


@pytest.mark.django_db(transaction=True)
def test_two_pollers_at_the_same_moment_keep_one_time(asked: HardDay) -> None:
    looked = all_gave(
        *(lambda: actions.look_after_due(now=NOON) for _ in range(2)),
    )

    assert sorted(looked) == [0, 1]
    assert len(offered()) == 1
