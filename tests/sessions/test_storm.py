"""A rush on three specialists: a thousand attempts, no time given away twice."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from matching.models import SpecialistProfile
from peerhub import events
from peerhub.accounts.models import User
from peerhub.accounts.models.user import UserManager
from peerhub.notifications.events import NoticeWritten
from sessions.availability import actions as hours
from sessions.availability.rules import MINUTE, Rules
from sessions.bookings import actions, openings
from sessions.bookings.actions import booking
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from tests.builders_matching import published_specialist
from tests.builders_sessions import offered_hours
from tests.cast import NOON

CLIENTS, ATTEMPTS, SPECIALISTS, MEMBERS = 20, 50, 3, 12
DAYS = timedelta(days=4)
QUARTERS = Rules(step=15 * MINUTE)

# In words of its own, so that it sees what the constraints would miss.
OVERLAPS = """
    SELECT count(*) FROM peer_sessions_booking a JOIN peer_sessions_booking b
    ON a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
    AND (a.specialist_id = b.specialist_id OR a.member_id = b.member_id)
    WHERE a.state <> 'cancelled' AND b.state <> 'cancelled'
"""

pytestmark = pytest.mark.django_db(transaction=True)
Person = Callable[..., User]


@pytest.fixture(autouse=True)
def _quiet_poller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks run at once in tests; here each booking would send the mail of all the others."""
    monkeypatch.setitem(events._listeners, NoticeWritten, [])


@pytest.fixture
def profiles(person: Person) -> list[SpecialistProfile]:
    """Three whose times overlap: on the half hour, and a quarter later."""
    found = []
    for number in range(SPECIALISTS):
        profile = published_specialist(person(f"Peer {number}"), roots=("R7",), now=NOON)
        profile.capacity = MEMBERS  # a full specialist would refuse whom they do not know
        profile.save(update_fields=["capacity"])
        offered_hours(profile, now=NOON)
        hours.keep_rules(profile, QUARTERS, now=NOON)
        found.append(profile)
    return found


@pytest.fixture
def members(person: Person) -> list[User]:
    return [person(f"Member {number}") for number in range(MEMBERS)]


def overlaps() -> int:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        return int(cursor.fetchone()[0])


def rush(clients: int, client: Callable[[int], Iterator[str]]) -> Counter[str]:
    """All clients at once, each on a connection of its own; what they were told."""
    told: list[str] = []
    start = Barrier(clients)

    def run(number: int) -> None:
        steps = client(number)
        start.wait()
        try:
            told.extend(steps)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(told)


def attempt(act: Callable[[], object]) -> str:
    try:
        act()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted by name
        return type(error).__name__
    return "booked"


def test_a_thousand_attempts_give_no_time_away_twice(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    starts = openings.coming_timetable(profiles[0], now=NOON).free(
        now=NOON, since=NOON, until=NOON + DAYS
    )

    def client(number: int) -> Iterator[str]:
        dice = random.Random(number)
        for _ in range(ATTEMPTS):
            profile, member, at = dice.choice(profiles), dice.choice(members), dice.choice(starts)
            yield attempt(
                lambda profile=profile, member=member, at=at: actions.book(  # type: ignore[misc]
                    profile, by=member, starts_at=at, mode=Mode.TEXT, now=NOON
                )
            )

    told = rush(CLIENTS, client)

    assert sum(told.values()) == CLIENTS * ATTEMPTS == 1000
    assert set(told) == {"booked", "SlotTaken"}
    assert overlaps() == 0
    assert Booking.objects.count() > len(starts) // 4


def test_of_all_who_want_one_time_one_gets_it(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    at = openings.coming_timetable(profiles[0], now=NOON).first_free(now=NOON)
    assert at is not None

    def client(number: int) -> Iterator[str]:
        yield attempt(
            lambda: actions.book(
                profiles[0], by=members[number], starts_at=at, mode=Mode.TEXT, now=NOON
            )
        )

    assert rush(MEMBERS, client) == {"booked": 1, "SlotTaken": MEMBERS - 1}


def test_a_double_click_books_once(profiles: list[SpecialistProfile], members: list[User]) -> None:
    at = openings.coming_timetable(profiles[0], now=NOON).first_free(now=NOON)
    assert at is not None

    def client(number: int) -> Iterator[str]:
        yield attempt(
            lambda: actions.book(profiles[0], by=members[0], starts_at=at, mode=Mode.TEXT, now=NOON)
        )

    assert rush(6, client) == {"booked": 6}
    assert Booking.objects.count() == 1


def test_two_at_once_leave_the_time_in_between(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    """The constraints allow both; the rule is asked under the lock."""
    hours.keep_rules(profiles[0], replace(QUARTERS, after=15 * MINUTE), now=NOON)
    nine = openings.coming_timetable(profiles[0], now=NOON).free(
        now=NOON, since=NOON + timedelta(days=1) - timedelta(hours=12), until=NOON + DAYS
    )[0]

    def client(number: int) -> Iterator[str]:
        for step in range(8):
            at = nine + step * timedelta(hours=1) + number * timedelta(minutes=30)
            yield attempt(
                lambda at=at: actions.book(  # type: ignore[misc]
                    profiles[0], by=members[number], starts_at=at, mode=Mode.TEXT, now=NOON
                )
            )

    told = rush(2, client)

    assert told["booked"] + told["SlotTaken"] == 16
    booked = list(Booking.objects.order_by("starts_at"))
    assert len(booked) == told["booked"] >= 5
    for one, other in pairwise(booked):
        assert other.starts_at - one.ends_at >= 15 * MINUTE


def test_booking_and_cancelling_at_once(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    starts = openings.coming_timetable(profiles[0], now=NOON).free(
        now=NOON, since=NOON, until=NOON + timedelta(days=1)
    )[:6]

    def come_and_go(member: User, at: datetime) -> None:
        made = actions.book(profiles[0], by=member, starts_at=at, mode=Mode.TEXT, now=NOON)
        actions.cancel(made.booking, by=member, now=NOON)

    def client(number: int) -> Iterator[str]:
        dice = random.Random(number)
        for _ in range(12):
            at = dice.choice(starts)
            yield attempt(lambda at=at: come_and_go(members[number], at))  # type: ignore[misc]

    told = rush(8, client)

    assert set(told) <= {"booked", "SlotTaken"}
    assert not Booking.objects.exclude(state=BookingState.CANCELLED).exists()
    profile = SpecialistProfile.objects.get(pk=profiles[0].pk)
    assert profile.next_open_slot_at == starts[0]


def test_of_sessions_that_move_while_others_book_one_gets_the_time_and_the_rest_after_it(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    free = openings.coming_timetable(profiles[0], now=NOON).free(
        now=NOON, since=NOON, until=NOON + DAYS
    )
    wish, others = free[0], free[8:20:2]
    booked = [
        actions.book(profiles[0], by=member, starts_at=at, mode=Mode.TEXT, now=NOON).booking
        for member, at in zip(members, others, strict=False)
    ]
    hours.keep_rules(profiles[0], replace(QUARTERS, after=30 * MINUTE), now=NOON)

    def client(number: int) -> Iterator[str]:
        at = wish + number % 2 * 30 * MINUTE  # two that do not overlap, and leave no rest
        if number < len(booked):
            mine = Booking.objects.with_people().get(pk=booked[number].pk)
            yield attempt(lambda: actions.change_time(mine, by=mine.member, starts_at=at, now=NOON))
        else:
            yield attempt(
                lambda: actions.book(
                    profiles[0], by=members[number], starts_at=at, mode=Mode.TEXT, now=NOON
                )
            )

    told = rush(MEMBERS, client)

    assert told == {"booked": 1, "SlotTaken": MEMBERS - 1}
    assert Booking.objects.filter(starts_at__lt=others[0]).count() == 1


def test_without_locks_the_constraint_still_says_no(
    profiles: list[SpecialistProfile], members: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with locks and looks taken away the race is there, and 23P01 becomes SlotTaken."""

    def nothing(*given: object) -> None:
        del given

    def yes(*given: object) -> bool:
        del given
        return True

    monkeypatch.setattr(UserManager, "all_locked", nothing)
    monkeypatch.setattr(booking, "_in_the_way", nothing)
    monkeypatch.setattr(booking, "is_free", yes)
    starts = openings.coming_timetable(profiles[0], now=NOON).free(
        now=NOON, since=NOON, until=NOON + DAYS
    )[:8]

    def client(number: int) -> Iterator[str]:
        for at in starts:
            yield attempt(
                lambda at=at: actions.book(  # type: ignore[misc]
                    profiles[0], by=members[number], starts_at=at, mode=Mode.TEXT, now=NOON
                )
            )

    told = rush(8, client)

    assert set(told) == {"booked", "SlotTaken"}
    assert overlaps() == 0


def test_the_count_would_see_an_overlap(
    profiles: list[SpecialistProfile], members: list[User]
) -> None:
    """The other control: rows that the constraints would refuse are seen by ``overlaps``."""
    at = NOON + timedelta(days=1)

    def raw(member: User, start: datetime) -> None:
        with transaction.atomic():
            Booking.objects.create(
                member=member,
                specialist=profiles[0],
                starts_at=start,
                ends_at=start + timedelta(minutes=30),
                mode=Mode.TEXT,
                zone_shown="UTC",
                booked_at=NOON,
                changed_at=NOON,
            )

    raw(members[0], at)
    with pytest.raises(IntegrityError):
        raw(members[1], at + timedelta(minutes=15))
    assert overlaps() == 0

    name = "sessions_booking_one_of_a_specialist"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [name]
        )
        definition = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE peer_sessions_booking DROP CONSTRAINT {name}")
    try:
        raw(members[1], at + timedelta(minutes=15))
        assert overlaps() == 1
    finally:
        Booking.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE peer_sessions_booking ADD CONSTRAINT {name} {definition}")
