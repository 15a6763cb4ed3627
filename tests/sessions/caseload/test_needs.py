"""Who needs what next: the order, the reasons, and when a line appears."""

from datetime import timedelta

import pytest

from sessions.caseload.needs import DAY, About, Desk, Kind, Promised, Unwritten, needs
from tests.cast import NOON

HOUR = timedelta(hours=1)
NOTHING = Desk()


def kinds(*people: About, desk: Desk = NOTHING) -> list[Kind]:
    return [need.kind for need in needs(people, desk, now=NOON)]


def test_what_is_late_comes_first_the_longest_first_and_what_has_no_time_last() -> None:
    maya = About(
        1,
        "Maya",
        last_ended_at=NOON - 12 * DAY,
        unwritten=[Unwritten("x", NOON - 5 * DAY, has_draft=False)],
        promised=[Promised("Send the link.", NOON - HOUR)],
    )
    noor = About(2, "Noor", next_at=NOON, unwritten=[Unwritten("y", NOON - HOUR, has_draft=True)])
    desk = Desk(requests=2, hand_overs=["h"], supervised_at=NOON - 25 * DAY)

    found = needs([noor, maya], desk, now=NOON)

    assert [(need.kind, need.name) for need in found] == [
        (Kind.NOTE, "Maya"),
        (Kind.PROMISE, "Maya"),
        (Kind.NOTE, "Noor"),
        (Kind.NEXT_SESSION, "Maya"),
        (Kind.SUPERVISION, ""),
        (Kind.HAND_OVER, ""),
        (Kind.REQUEST, ""),
    ]
    assert [need.is_late(now=NOON) for need in found] == [True, True, *[False] * 5]


def test_reasons_are_words() -> None:
    maya = About(
        1,
        "Maya",
        last_ended_at=NOON - 11 * DAY,
        unwritten=[Unwritten("x", NOON, False), Unwritten("y", NOON, True)],
        promised=[Promised("Send the link.", NOON)],
    )
    desk = Desk(requests=1, supervised_at=NOON - 31 * DAY)

    assert [need.reason for need in needs([maya], desk, now=NOON)] == [
        "Your last entry in the supervision log is 31 days old.",
        "You promised Maya: “Send the link.”",
        "The note about your session with Maya is not written yet.",
        "The note about your session with Maya is a draft. It waits for you to sign it.",
        "It is 11 days since you met Maya, and nothing is booked.",
        "Somebody asks for a peer, and you could fit.",
    ]


@pytest.mark.parametrize(("ago", "shown"), [(10 * DAY - HOUR, False), (10 * DAY, True)])
def test_nothing_booked_is_said_after_ten_days(ago: timedelta, shown: bool) -> None:
    maya = About(1, "Maya", last_ended_at=NOON - ago)

    assert kinds(maya) == ([Kind.NEXT_SESSION] if shown else [])


def test_nothing_is_said_of_who_has_a_next_session_or_never_met() -> None:
    met = About(1, "Maya", last_ended_at=NOON - 20 * DAY, next_at=NOON + DAY)

    assert kinds(met, About(2, "Noor", next_at=NOON + DAY)) == []


@pytest.mark.parametrize(
    ("ahead", "shown"), [(3 * DAY + HOUR, False), (3 * DAY, True), (-DAY, True), (None, False)]
)
def test_a_promise_is_shown_three_days_before_its_day_is_over(
    ahead: timedelta | None, shown: bool
) -> None:
    due = NOON + ahead if ahead is not None else None

    assert kinds(About(1, "Maya", promised=[Promised("…", due)])) == (
        [Kind.PROMISE] if shown else []
    )


@pytest.mark.parametrize(("ago", "shown"), [(23 * DAY - HOUR, False), (23 * DAY, True)])
def test_supervision_is_shown_a_week_before_a_month_is_over(ago: timedelta, shown: bool) -> None:
    assert kinds(desk=Desk(supervised_at=NOON - ago)) == ([Kind.SUPERVISION] if shown else [])


def test_at_the_same_time_what_is_nearer_to_a_person_comes_first_and_then_the_name() -> None:
    people = [
        About(
            number,
            name,
            unwritten=[Unwritten(name, NOON - 2 * DAY, False)],
            promised=[Promised("…", NOON)],
        )
        for number, name in ((1, "Noor"), (2, "Maya"))
    ]

    assert [(need.kind, need.name) for need in needs(people, Desk(), now=NOON)] == [
        (Kind.NOTE, "Maya"),
        (Kind.NOTE, "Noor"),
        (Kind.PROMISE, "Maya"),
        (Kind.PROMISE, "Noor"),
    ]
