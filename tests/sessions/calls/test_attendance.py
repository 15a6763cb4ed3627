"""Who was there and how long: held against a list of every minute."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sessions.calls.attendance import (
    MET_FROM,
    MINUTE,
    Visit,
    attendance,
    in_minutes,
    lasted,
    merged,
    shared,
)
from tests.cast import NOON


def visit(start: int, end: int) -> Visit:
    return NOON + start * MINUTE, NOON + end * MINUTE


def minutes_of(visits: list[Visit]) -> set[int]:
    return {
        minute
        for start, end in visits
        for minute in range(int((start - NOON) / MINUTE), int((end - NOON) / MINUTE))
    }


VISITS = st.lists(st.builds(visit, st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(VISITS, VISITS)
def test_each_minute_counts_once_and_together_is_when_both_were_there(
    one: list[Visit], other: list[Visit]
) -> None:
    found = attendance(one, other)

    assert in_minutes(found.member) == len(minutes_of(one))
    assert in_minutes(found.specialist) == len(minutes_of(other))
    assert in_minutes(found.together) == len(minutes_of(one) & minutes_of(other))


@given(VISITS)
def test_stretches_are_in_order_and_do_not_touch(visits: list[Visit]) -> None:
    found = merged(visits)

    assert all(end < later for (_, end), (later, _) in pairwise(found))
    assert minutes_of(found) == minutes_of(visits)
    assert lasted(shared(visits, visits)) == lasted(visits)


def test_a_page_that_lost_its_line_for_a_moment_is_two_visits_and_one_stay() -> None:
    maya, sam = [visit(0, 10), visit(10, 30)], [visit(3, 30)]

    assert in_minutes(attendance(maya, sam).together) == 27


def test_that_somebody_missed_it_is_said_only_where_the_other_one_came() -> None:
    came, nobody = [visit(0, 20)], list[Visit]()

    assert attendance(came, came).met is True
    assert attendance(came, nobody).met is False
    assert attendance(nobody, came).met is False
    assert attendance(nobody, nobody).met is None
    assert attendance(came, [visit(18, 19)]).met is None, "a minute together says nothing"
    assert attendance(came, [(NOON, NOON + MET_FROM)]).met is True
