"""What a plan said, step by step, and whether it was active on the day that counts."""

from datetime import date
from itertools import product

import pytest

from sessions.insurance.answers import (
    ACTIVE,
    ASKED,
    NOT_ACTIVE,
    NOT_ASKED,
    UNKNOWN,
    Answer,
    may_become,
    on,
)

STATES = (NOT_ASKED, ASKED, ACTIVE, NOT_ACTIVE, UNKNOWN)
NOTED = date(2026, 11, 10)
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
NOVEMBER = Answer(ACTIVE, NOTED, FIRST, LAST)


def test_nothing_is_known_that_was_not_asked_for():
    moves = {(one, other) for one, other in product(STATES, repeat=2) if may_become(one, other)}

    assert moves == {
        (NOT_ASKED, ASKED),
        (ASKED, ACTIVE),
        (ASKED, NOT_ACTIVE),
        (ASKED, UNKNOWN),
        (ACTIVE, ASKED),
        (NOT_ACTIVE, ASKED),
        (UNKNOWN, ASKED),
    }


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2026, 10, 31), UNKNOWN),
        (FIRST, ACTIVE),
        (LAST, ACTIVE),
        (date(2026, 12, 1), UNKNOWN),
    ],
)
def test_an_answer_speaks_of_its_days_alone(day, known):
    assert on(day, [Answer(ASKED, NOTED), NOVEMBER]) == known


def test_before_anybody_asked_nothing_is_known():
    assert on(NOTED, []) == NOT_ASKED
    assert on(NOTED, [Answer(ASKED, NOTED)]) == ASKED


@pytest.mark.parametrize(
    ("day", "known"),
    [(date(2026, 11, 14), ACTIVE), (date(2026, 11, 15), NOT_ACTIVE), (LAST, NOT_ACTIVE)],
)
def test_the_newest_answer_that_speaks_of_a_day_counts(day, known):
    ended = Answer(NOT_ACTIVE, date(2026, 11, 20), date(2026, 11, 15))

    assert on(day, [NOVEMBER, Answer(ASKED, NOTED), ended]) == known


def test_a_question_that_is_open_takes_nothing_back():
    assert on(NOTED, [NOVEMBER, Answer(ASKED, date(2026, 11, 20))]) == ACTIVE


@pytest.mark.parametrize(
    ("day", "known"), [(date(2026, 11, 19), ACTIVE), (date(2026, 11, 20), UNKNOWN)]
)
def test_a_plan_that_could_not_say_puts_the_days_from_then_on_in_doubt(day, known):
    assert on(day, [NOVEMBER, Answer(UNKNOWN, date(2026, 11, 20))]) == known
