"""How near, how long and how it went on, counted without anybody's name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from matching.fairness import counting
from matching.fairness.actions import report
from matching.fairness.counting import Counted, Course, Near, course_of, wait_of
from matching.fairness.members import counted
from matching.intake import actions as intake
from matching.intake.actions import Answers
from matching.peers import actions as peers
from matching.requests.waiting import Wait
from peerhub.accounts.models import Consent, User
from sessions.bookings import actions as bookings
from tests.builders_matching import published_specialist, topics
from tests.builders_sessions import bookable_specialist, booked_session
from tests.cast import NOON

Person = Callable[..., User]
DAY = timedelta(days=1)
VETERAN, ACTIVE = "armed-forces:veteran", "armed-forces:active"
GROUPS = [("Armed forces", [(VETERAN, "Veteran"), (ACTIVE, "Serving now")])]


def tells(member: User, *, roots: str = "", struggles: str = "", **given: Any) -> None:
    answers = Answers(roots=topics(*roots.split()), struggles=topics(*struggles.split()), **given)
    intake.keep(member, answers, agrees=True, now=NOON)


def nearest() -> list[Near]:
    return [one.near for one in counted(now=NOON)]


def members(number: int, *wished: str, near: Near, course: Course, days: int = 3) -> list[Counted]:
    wait = Wait(days * DAY, answered=course in {Course.ONCE, Course.GOES_ON})
    one = Counted(wished=frozenset(wished), near=near, course=course, wait=wait)
    return [one] * number


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roots", "struggles", "near"),
    [
        ("R7", "S35", Near.BOTH),
        ("R7", "S7", Near.ONE),
        ("R41", "S35", Near.ONE),
        ("R41", "S7", Near.NOBODY),
        ("", "S35", Near.ONE),
    ],
)
def test_the_nearest_who_is_shown_says_how_near(
    roots: str, struggles: str, near: Near, maya: User, sam: User
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)

    tells(maya, roots=roots, struggles=struggles)

    assert nearest() == [near]


@pytest.mark.django_db
def test_whoever_a_must_leaves_out_or_takes_nobody_is_not_near(maya: User, sam: User) -> None:
    profile = published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    tells(maya, roots="R7", struggles="S35", languages=("pl",), musts=("language:pl",))
    assert nearest() == [Near.NOBODY]

    tells(maya, roots="R7", struggles="S35")
    assert nearest() == [Near.BOTH]
    peers.take_nobody_new(profile, by=sam, now=NOON)

    assert nearest() == [Near.NOBODY]


@pytest.mark.django_db
def test_whoever_told_no_topic_is_not_counted(maya: User) -> None:
    tells(maya, facets=(VETERAN,))

    assert counted(now=NOON) == []


@pytest.mark.django_db
def test_a_specialist_is_not_their_own_peer(sam: User) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)

    tells(sam, roots="R7", struggles="S35")

    assert nearest() == [Near.NOBODY]


@pytest.mark.parametrize(
    ("told", "starts", "course"),
    [
        (13, (), Course.EARLY),
        (14, (), Course.WAITS),
        (20, (-1,), Course.EARLY),
        (40, (29,), Course.EARLY),
        (40, (30,), Course.ONCE),
        (40, (30, 12), Course.GOES_ON),
        (40, (30, -2), Course.GOES_ON),  # booked is enough
    ],
)
def test_how_far_somebody_has_come(told: int, starts: tuple[int, ...], course: Course) -> None:
    begun = [NOON - days * DAY for days in starts]

    assert course_of(NOON - told * DAY, begun, now=NOON) == course


def test_whoever_still_waits_has_waited_until_now() -> None:
    told = NOON - 9 * DAY

    assert wait_of(told, [], now=NOON) == Wait(9 * DAY, answered=False)
    assert wait_of(told, [NOON + DAY], now=NOON) == Wait(9 * DAY, answered=False)
    assert wait_of(told, [NOON - 4 * DAY, NOON], now=NOON) == Wait(5 * DAY, answered=True)
    assert wait_of(told, [NOON - 20 * DAY], now=NOON) == Wait(timedelta(), answered=True)


@pytest.mark.django_db
def test_a_cancelled_session_is_none(maya: User, sam: User) -> None:
    tells(maya, struggles="S35")
    booking = booked_session(maya, bookable_specialist(sam, now=NOON), NOON)
    assert [one.course for one in counted(now=NOON + 15 * DAY)] == [Course.EARLY]

    bookings.cancel(booking, by=maya, now=NOON)

    assert [one.course for one in counted(now=NOON + 15 * DAY)] == [Course.WAITS]


@pytest.mark.django_db
def test_only_those_are_counted_who_said_yes_to_being_counted(maya: User, noor: User) -> None:
    tells(maya, struggles="S35")
    tells(noor, struggles="S35")
    assert len(counted(now=NOON)) == 2

    # Noor said yes when the words did not speak of counting yet.
    Consent.objects.filter(person=noor, purpose=intake.PURPOSE).update(version="2026-11")
    assert len(counted(now=NOON)) == 1
    intake.forget(maya, now=NOON)

    assert counted(now=NOON) == []


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12])
def test_many_cost_what_one_costs(
    number: int, person: Person, sam: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    for each in range(number):
        tells(person(f"Member {each}"), roots="R7", struggles="S35")
    counted(now=NOON)

    # Who is shown, when sessions begin, what was told, its roots and its struggles.
    with django_assert_num_queries(5):
        counted(now=NOON)


def test_a_report_says_all_of_a_group_that_is_large_enough() -> None:
    given = [
        *members(20, VETERAN, near=Near.BOTH, course=Course.GOES_ON),
        *members(12, VETERAN, near=Near.NOBODY, course=Course.ONCE, days=8),
        *members(30, near=Near.BOTH, course=Course.WAITS, days=20),
        *members(11, near=Near.NOBODY, course=Course.ONCE),
    ]

    made = counting.report(given, GROUPS)

    assert [(row.label, row.people) for row in made.rows] == [
        ("Everybody who is counted", 73),
        ("Armed forces: Veteran", 32),
    ]
    everybody, veterans = made.rows
    assert list(everybody.near.values()) == [50, 0, 23]
    assert list(veterans.near.values()) == [20, 0, 12]
    assert list(everybody.course.values()) == [0, 30, 23, 20]
    assert list(veterans.course.values()) == [0, 0, 12, 20]
    assert (everybody.left, veterans.left) == ((43, 23), (32, 12))
    assert (everybody.wait, veterans.wait) == (8 * DAY, 3 * DAY)
    assert made.too_few == {"Armed forces": ["Serving now"]}


def test_a_group_is_shown_whole_or_only_how_many_it_is() -> None:
    given = [
        *members(20, VETERAN, near=Near.BOTH, course=Course.GOES_ON),
        *members(4, VETERAN, near=Near.NOBODY, course=Course.GOES_ON),
        *members(30, near=Near.NOBODY, course=Course.ONCE),
    ]

    everybody, veterans = counting.report(given, GROUPS).rows

    assert list(everybody.near.values()) == [20, 0, 34]
    assert (veterans.people, list(veterans.near.values())) == (24, [None, 0, None])
    assert list(veterans.course.values()) == [0, 0, 0, 24]


def test_a_wait_is_not_said_where_it_would_tell_how_many_have_none() -> None:
    given = [
        *members(30, near=Near.BOTH, course=Course.GOES_ON),
        *members(3, near=Near.BOTH, course=Course.WAITS),
    ]

    row = counting.report(given, GROUPS).rows[0]

    assert list(row.course.values()) == [0, None, None, None]
    assert (row.wait, row.left) == (None, None)


def test_ten_people_are_no_report() -> None:
    ten = members(10, VETERAN, near=Near.BOTH, course=Course.EARLY)

    assert counting.report(ten, GROUPS).rows == ()
    assert [row.people for row in counting.report([*ten, ten[0]], GROUPS).rows] == [11, 11]


@pytest.mark.django_db
def test_what_members_told_becomes_a_report(person: Person, sam: User) -> None:
    published_specialist(sam, roots=("R7",), struggles=("S35",), now=NOON)
    for number in range(22):
        wished = (VETERAN,) if number < 11 else ()
        tells(person(f"Member {number}"), roots="R7", struggles="S35", facets=wished)

    made = report(now=NOON + 20 * DAY)

    assert [(row.label, row.people) for row in made.rows] == [
        ("Everybody who is counted", 22),
        ("Armed forces: Veteran", 11),
    ]
    assert [row.near[Near.BOTH] for row in made.rows] == [22, 11]
    assert [row.course[Course.WAITS] for row in made.rows] == [22, 11]
    assert made.too_few["Armed forces"] == [
        "Serving now",
        "Family of someone who serves or served",
    ]
