"""The file of ready words, and the gaps in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety.flags.ladder import RUNGS
from safety.talk import ready

GOOD = {"id": "hello", "title": "Say hello", "least": 0, "most": 2, "words": "Hello {name}."}


def test_every_level_has_words_to_begin_with() -> None:
    assert all(len(ready.for_level(rung.level)) >= 2 for rung in RUNGS)


def test_words_for_a_lower_level_cannot_be_chosen_at_a_higher_one() -> None:
    assert ready.chosen("how-are-you", level=1) is not None
    assert ready.chosen("how-are-you", level=4) is None
    assert ready.chosen("no-such-words", level=1) is None


def test_the_gaps_are_named_once_each_in_order() -> None:
    assert ready.gaps("I am here until {time}, {name}. Until {time}.") == ["{time}", "{name}"]
    assert ready.gaps("I am here until nine. :{") == []
    assert ready.gaps("{}") == ["{}"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Hello there"},
        {"title": " "},
        {"words": "\n"},
        {"words": "Hello {name."},
        {"words": "x" * 1001},
        {"least": 3},
        {"most": 6},
        {"colour": "red"},
    ],
    ids=str,
)
def test_a_file_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ready.BadWords):
        ready.parsed({"ready": [{**GOOD, **wrong}]})


def test_two_with_one_id_are_refused() -> None:
    with pytest.raises(ready.BadWords, match="one id"):
        ready.parsed({"ready": [GOOD, GOOD]})


@given(st.text(max_size=200))
def test_words_without_a_whole_gap_have_none(words: str) -> None:
    found = ready.gaps(words)

    assert (found == []) == (not any("}" in part for part in words.split("{")[1:]))
