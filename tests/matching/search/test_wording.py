"""Own words beside texts, without a database and without the model."""

import math

import numpy as np
import pytest

from matching.search.wording import (
    PIECE,
    Texts,
    pieces,
    pooled,
    rarity,
    shared_words,
    standard,
    terms,
    together,
)

SLEEP = "I lie awake at night and cannot sleep."
DRINK = "My father drank, and I drank too."
BEES = "I keep bees, and they keep me."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I drink; she drinks; they were drinking.", ["drink", "drink", "drink"]),
        ("Stories and a story", ["story", "story"]),
        ("Stopped, stopping", ["stop", "stop"]),
        ("Don’t you think it's loss", ["think", "loss"]),
        ("Café crème", ["cafe", "creme"]),
        ("It is what it is.", []),
        ("", []),
    ],
)
def test_words_are_joined_by_their_stem_and_small_ones_are_left_out(text, expected) -> None:
    assert terms(text) == expected


def test_a_rare_word_is_worth_more_and_none_less_than_nothing() -> None:
    assert rarity(0, 100) > rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0
    assert rarity(1, 3) == pytest.approx(math.log(1 + 2.5 / 1.5))


def test_a_word_said_often_counts_more_but_ever_less_more() -> None:
    def score(times: int, length: int = 10) -> float:
        return shared_words({"sleep": 1.0}, {"sleep": times}, length=length, average=10.0)

    assert score(0) == 0
    assert score(1) == pytest.approx(2.2 / 2.2)
    assert 0 < score(3) - score(2) < score(2) - score(1)
    assert score(1, length=100) < score(1)


def test_both_measures_count_in_standard_deviations() -> None:
    assert standard([1, 2, 3]) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)
    assert list(standard([5, 5])) == [0, 0]
    assert list(standard([])) == []
    assert together([1, 3], [0.9, 0.1]) == pytest.approx([0.3 * -1 + 0.7, 0.3 - 0.7])
    assert list(together([1, 3], None)) == [-1, 1]


def test_without_vectors_words_alone_decide() -> None:
    assert Texts([SLEEP, DRINK, BEES], None).ranked("my dad was drinking: he drank")[0] == 1
    assert Texts([SLEEP, DRINK, BEES], None).ranked("nothing of it") == [0, 1, 2]


def test_meaning_finds_what_no_word_says() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32)
    texts = Texts([SLEEP, DRINK, BEES], vectors)

    assert texts.ranked("insomnia", np.array([1, 0], np.float32)) == [0, 2, 1]


def test_a_long_text_goes_in_even_pieces_and_nothing_is_lost() -> None:
    assert pieces("one two") == ["one two"]
    assert pieces("") == [""]
    assert len(pieces("word " * (PIECE * 2 - 1))) == 1
    words = [str(number) for number in range(PIECE * 3 + 1)]

    cut = pieces(" ".join(words))

    assert [len(piece.split()) for piece in cut] == [191, 191, 189]
    assert " ".join(cut).split() == words


def test_pieces_speak_with_one_voice() -> None:
    assert pooled([[1, 0], [0, 1]]) == pytest.approx([0.5**0.5, 0.5**0.5])
    assert list(pooled([[0, 0]])) == [0, 0]
