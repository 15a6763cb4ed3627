"""What check-ins say, by the numbers of the handbook (domain 3.2)."""

import pytest

from sessions.alliance.signals import ITEMS, Answers, Look, Signal, looks, signals


def all_of(number: int) -> Answers:
    return Answers(**dict.fromkeys(ITEMS, number))


GOOD, FAIR, LOW = all_of(9), all_of(7), all_of(6)


def test_the_five_items_are_those_of_the_handbook() -> None:
    assert list(ITEMS.values()) == [
        "I felt heard and respected.",
        "We talked about what mattered to me.",
        "The way we worked together suited me.",
        "I felt free to slow down, stop or say no.",
        "I would choose to meet this peer again.",
    ]


@pytest.mark.parametrize(
    ("answers", "score"),
    [(Answers(), None), (Answers(heard=0), 0), (Answers(heard=10, free=5), 75), (GOOD, 90)],
)
def test_the_score_is_the_mean_of_what_was_answered(answers: Answers, score: float | None) -> None:
    assert answers.score == score


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([], set()),
        ([Answers()], set()),
        ([FAIR], set()),  # 70 is not under 70
        ([LOW], {Signal.LOW_SCORE}),
        ([Answers(10, 10, 10, 10, 5)], set()),
        ([Answers(10, 10, 10, 10, 4)], {Signal.LOW_ITEM}),
        ([GOOD, GOOD, GOOD, FAIR], {Signal.DROP}),  # 20 below
        ([GOOD, GOOD, all_of(8), FAIR], set()),  # not quite
        ([GOOD, GOOD, FAIR], set()),  # two before it are too few
        ([GOOD, Answers(), GOOD, GOOD, FAIR], {Signal.DROP}),
        ([LOW, FAIR], set()),  # only the last one speaks
    ],
)
def test_signals(history: list[Answers], found: set[Signal]) -> None:
    assert signals(history) == found


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([], set()),
        ([LOW], set()),
        ([LOW, LOW], {Look.IN_A_ROW}),
        ([LOW, FAIR, LOW], set()),
        ([Answers(10, 10, 10, 4, 10)], {Look.NOT_FREE}),
        ([Answers(10, 10, 10, 5, 10)], set()),
        ([LOW, Answers(10, 10, 10, 4, 10)], {Look.IN_A_ROW, Look.NOT_FREE}),
        ([Answers(10, 10, 10, 4, 10), GOOD], set()),
    ],
)
def test_a_supervisor_looks_after_two_in_a_row_or_where_somebody_did_not_feel_free(
    history: list[Answers], found: set[Look]
) -> None:
    assert looks(history) == found
