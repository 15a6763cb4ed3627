"""Seats of small rooms, and the line in front of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from peerhub.accounts.models import User
from peerhub.notifications.models import Notice
from rooms.live import actions as live
from rooms.live.models import Room
from rooms.seats import actions
from rooms.seats.actions import Place
from rooms.seats.models import OFFER_LASTS, SEAT_LASTS, Seat, Waiting
from rooms.seats.words import ordinal
from tests.cast import NOON
from tests.conftest import Person

SOON = NOON + timedelta(seconds=10)


@pytest.fixture
def small(db: None) -> Room:
    return opened(2)


def opened(size: int) -> Room:
    return live.open_room(name="A small one", purpose="For few.", by=None, now=NOON, size=size)


@pytest.fixture
def full(small: Room, person: Person) -> list[User]:
    """Two who sit in the small room."""
    people = [person("Ana"), person("Ben")]
    for one in people:
        assert actions.take(small, one, now=NOON)
    return people


def offered(person: User) -> int:
    return Notice.objects.filter(person=person, kind="rooms.seat_offered").count()


def test_a_full_room_has_no_seat_for_maya_and_who_has_one_keeps_it(
    small: Room, full: list[User], maya: User
) -> None:
    assert not actions.take(small, maya, now=SOON)
    assert [actions.take(small, one, now=SOON) for one in full] == [True, True]
    assert Seat.objects.count() == 2


def test_hosts_need_no_seat(small: Room, full: list[User], sam: User) -> None:
    live.appoint_host(room=small, person=sam, by=None, now=NOON)

    assert actions.take(small, sam, now=SOON)
    assert Seat.objects.count() == 2


def test_a_seat_without_a_sign_is_free_again(small: Room, full: list[User], maya: User) -> None:
    actions.keep(small, [full[0].pk], now=SOON)

    assert not actions.take(small, maya, now=NOON + SEAT_LASTS - timedelta(seconds=1))
    assert actions.take(small, maya, now=NOON + SEAT_LASTS)


def test_places_in_the_line_are_honest(
    small: Room, full: list[User], maya: User, noor: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)
    actions.join_line(small, maya, now=SOON)  # again changes nothing

    assert actions.place_in_line(small, maya, now=SOON) == 1
    assert actions.place_in_line(small, noor, now=SOON) == 2
    assert actions.place_in_line(small, full[0], now=SOON) is None
    actions.leave_line(small, maya, now=SOON)
    assert actions.place_in_line(small, noor, now=SOON) == 1
    assert offered(noor) == 0


def test_a_freed_seat_is_kept_for_the_first_in_line_and_for_nobody_else(
    small: Room, full: list[User], maya: User, noor: User, person: Person
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)
    actions.free(small, full[0], now=SOON)

    assert actions.place_of(small, maya, now=SOON) == Place(1, SOON + OFFER_LASTS)
    assert (offered(maya), offered(noor)) == (1, 0)
    assert not actions.take(small, noor, now=SOON)
    assert not actions.take(small, person("Passer By"), now=SOON)
    assert actions.take(small, maya, now=SOON)
    assert actions.place_in_line(small, maya, now=SOON) is None
    assert actions.place_in_line(small, noor, now=SOON) == 1


def test_an_offer_that_lapsed_keeps_nothing_and_the_next_one_is_asked(
    small: Room, full: list[User], maya: User, noor: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)
    actions.keep(small, [one.pk for one in full], now=SOON + OFFER_LASTS)
    actions.free(small, full[0], now=SOON)
    over = SOON + OFFER_LASTS

    assert actions.place_in_line(small, maya, now=over) is None
    assert actions.offer_free_seats(now=over) == 1
    assert actions.place_of(small, noor, now=over) == Place(1, over + OFFER_LASTS)
    assert not actions.take(small, maya, now=over)
    assert actions.take(small, noor, now=over)


def test_who_does_not_need_it_hands_it_to_the_next_at_once(
    small: Room, full: list[User], maya: User, noor: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)
    actions.free(small, full[0], now=SOON)
    actions.leave_line(small, maya, now=SOON)

    assert actions.place_of(small, noor, now=SOON) == Place(1, SOON + OFFER_LASTS)


def test_offering_again_offers_nothing_new(
    small: Room, full: list[User], maya: User, noor: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)
    actions.free(small, full[0], now=SOON)

    assert [actions.offer_free_seats(now=SOON) for _ in range(3)] == [0, 0, 0]
    assert (offered(maya), offered(noor)) == (1, 0)


def test_the_poller_sees_seats_whose_owners_vanished(
    small: Room, full: list[User], maya: User, noor: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    actions.join_line(small, noor, now=SOON)

    assert actions.offer_free_seats(now=NOON + SEAT_LASTS) == 2


def test_in_a_closed_room_nothing_is_offered(
    small: Room, full: list[User], maya: User, ines: User
) -> None:
    actions.join_line(small, maya, now=NOON)
    live.close_room(small, by=ines, now=SOON)

    assert actions.offer_free_seats(now=NOON + SEAT_LASTS) == 0


def test_places_in_words() -> None:
    assert [ordinal(1), ordinal(2), ordinal(12), ordinal(13)] == [
        "first",
        "second",
        "twelfth",
        "number 13",
    ]


def at_once(work: Callable[[User], object], people: list[User]) -> list[object]:
    """``work`` for all of ``people`` at the same moment."""
    start = Barrier(len(people))

    def one(person: User) -> object:
        try:
            start.wait(timeout=20)
            return work(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


@pytest.mark.django_db(transaction=True)
def test_thirteen_at_once_get_twelve_seats(person: Person) -> None:
    room = opened(12)
    people = [person(f"Person {number}") for number in range(13)]

    got = at_once(lambda one: actions.take(room, one, now=NOON), people)

    assert sorted(got, key=bool) == [False] + [True] * 12
    assert Seat.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_pollers_at_once_offer_a_seat_once(person: Person) -> None:
    room = opened(1)
    people = [person(f"Person {number}") for number in range(6)]
    for second, one in enumerate(people):
        Waiting.objects.create(room=room, person=one, since=NOON + timedelta(seconds=second))

    def poll(one: User) -> int:
        del one
        return actions.offer_free_seats(now=later(1))

    assert sum(int(str(made)) for made in at_once(poll, people)) == 1
    assert [one.person for one in Waiting.objects.exclude(offered_until=None)] == people[:1]
    assert offered(people[0]) == 1


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)
