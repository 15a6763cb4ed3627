"""What numbers say in plain words: where most of them lie, and the last three beside the others."""

import pytest

from sessions.progress.telling import mostly, sentence


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], ""),
        ([4], "One number: 4."),
        ([4, 5.5], "2 numbers: 4 and 5.5."),
        ([52, 44, 31], "3 numbers: 52, 44 and 31."),
        ([5, 5, 5, 5, 5], "Mostly 5."),
        ([4, 5, 6, 5, 3], "Mostly between 3 and 5."),
        ([4, 5, 6, 5, 5, 5], "Mostly 5. The last three are about the same as before."),
        (
            [5, 6, 5, 6, 4, 4, 4],
            "Mostly between 4 and 5. The last three are a little lower than before.",
        ),
        ([3, 4, 3, 8, 9, 9], "Mostly between 3 and 8. The last three are higher than before."),
        ([9, 9, 8, 3, 3, 4], "Mostly between 3 and 8. The last three are lower than before."),
        (
            [3, 3, 3, 4.5, 4.5, 4.5],
            "Mostly between 3 and 4.5. The last three are a little higher than before.",
        ),
    ],
)
def test_it_says_where_most_lie_and_how_the_last_three_are(values: list[float], said: str) -> None:
    assert sentence(values, low=0, high=10) == said


def test_a_little_is_a_part_of_the_whole_scale() -> None:
    values = [40.0, 41, 40, 36, 36, 36]

    assert "about the same" in sentence(values, low=0, high=80)
    assert "lower than before" in sentence(values, low=30, high=45)


def test_of_two_stretches_of_one_width_that_which_holds_more_counts() -> None:
    assert mostly([2, 3, 3, 5, 6, 6]) == (3, 6)


@pytest.mark.parametrize("values", [[1, 2, 3, 9, 9, 9], [9, 9, 9, 1, 1, 2], [5] * 12])
def test_it_judges_nothing(values: list[float]) -> None:
    said = sentence(values, low=0, high=10).lower()

    for word in ("better", "worse", "good", "bad", "well done", "progress", "should", "!"):
        assert word not in said
