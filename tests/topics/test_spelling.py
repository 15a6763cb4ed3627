"""Slips of the hand are mended by the vocabulary's own words, and nothing else is."""

import pytest

from peerhub.topics.lookup import plain_words
from peerhub.topics.spelling import known_words, mended

KNOWN = known_words(plain_words)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("drnak", "drank"),  # two letters changed places
        ("drannk", "drank"),  # one too many
        ("nightmres", "nightmares"),  # one too few
        ("nightnares", "nightmares"),  # a wrong one
        ("dad drnak", "dad drank"),
        ("drank", "drank"),
        ("mun", "mun"),  # too short to be sure
        ("qqqqqq", "qqqqqq"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert mended(typed, KNOWN) == meant


def test_of_several_the_word_that_is_used_most_wins_and_then_the_alphabet() -> None:
    assert mended("lost", {"lose": 1, "loss": 3, "last": 3}) == "last"
