"""The word that stops everything, however it is typed; and what two numbers come to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.pacing import lighter, pause


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Pause", "Pause"),
        ("  pause! ", "Pause"),
        ("PAUSE...", "Pause"),
        ("café", "Cafe"),
        ("CAFE", "café"),
        ("red-light", "Red light"),
        ("Straße", "strasse"),
        ("IŞIK", "ışık"),
    ],
)
def test_capitals_marks_and_accents_do_not_matter(line: str, word: str) -> None:
    assert pause.consists_of(line, word)


@pytest.mark.parametrize(
    "line", ["", "!", "pauses", "please pause", "I could not pause", "pau se", "pausepause"]
)
def test_a_line_that_only_holds_it_is_no_pause(line: str) -> None:
    assert not pause.consists_of(line, "Pause")


@pytest.mark.parametrize(
    ("word", "can_be"),
    [
        ("Pause", True),
        ("red light", True),
        ("стоп", True),
        ("one two three", False),
        ("!!!", False),
        ("🛑", False),
        ("x" * 31, False),
    ],
)
def test_a_pause_word_is_one_or_two_words_that_can_be_typed(word: str, can_be: bool) -> None:
    assert pause.is_word(word) is can_be


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_every_word_that_can_be_one_is_known_again_in_any_shape(word: str) -> None:
    if pause.is_word(word):
        assert pause.consists_of(f" {word.upper()}! ", word.lower())


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([], ""),
        ([(8, 2), (8, 2)], ""),
        ([(5, 5), (5, 6), (5, 4)], ""),
        ([(5, 3), (5, 6), (5, 4)], "A little lighter after 1 of 3 sessions."),
        ([(7, 3)] * 4 + [(3, 7)] * 2, "A little lighter after 4 of 6 sessions."),
    ],
)
def test_a_sentence_counts_from_three_sessions_on_and_never_says_none(
    pairs: list[tuple[int, int]], sentence: str
) -> None:
    assert lighter.sentence(pairs) == sentence


@pytest.mark.parametrize(
    ("before", "after", "is_much"),
    [(4, 7, True), (4, 6, False), (None, 9, False), (4, None, False), (9, 2, False)],
)
def test_three_points_heavier_are_much(
    before: int | None, after: int | None, is_much: bool
) -> None:
    assert lighter.is_much_heavier(before, after) is is_much
