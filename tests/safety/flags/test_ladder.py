from datetime import timedelta

import pytest

from safety.flags import ladder
from safety.flags.rows import answer_by, how_long, kinds_in_words
from tests.cast import NOON


def test_the_ladder_keeps_the_promised_times() -> None:
    minutes = [rung.ack_within / timedelta(minutes=1) for rung in ladder.RUNGS]

    assert minutes == [24 * 60, 4 * 60, 60, 15, 5, 1]
    assert [rung.level for rung in ladder.RUNGS] == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("level", [-1, 6])
def test_there_is_no_rung_beyond_the_ladder(level: int) -> None:
    with pytest.raises(ValueError):
        ladder.rung(level)


def test_a_text_is_held_from_three_and_help_shown_from_one() -> None:
    assert [ladder.holds(level) for level in range(6)] == [False] * 3 + [True] * 3
    assert [ladder.shows_help(level) for level in range(6)] == [False] + [True] * 5


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (7200, "2 hours"),
        (86400, "1 day"),
    ],
)
def test_waiting_is_told_in_words(seconds: int, words: str) -> None:
    assert how_long(timedelta(seconds=seconds)) == words


def test_the_time_to_answer_looks_both_ways() -> None:
    assert answer_by(NOON + timedelta(minutes=4), now=NOON) == "in 4 minutes"
    assert answer_by(NOON - timedelta(minutes=4), now=NOON) == "4 minutes ago"


def test_kinds_are_told_in_words() -> None:
    assert kinds_in_words(["suicide", "overdose"]) == "thoughts of ending life, overdose"
