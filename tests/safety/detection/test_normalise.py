"""Disguised words become plain, and each knows where it stood."""

import pytest

from safety.detection.normalise import fold, words_of
from safety.detection.rulebook import rulebook


def plain(text):
    return [word.text for word in words_of(fold(text), rulebook().spelling)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Don’t", ["dont"]),
        ("don t", ["dont"]),
        ("ＫＩＬＬ", ["kill"]),
        ("kílł", ["kill"]),
        ("k i l l", ["kill"]),
        ("k.i.l.l", ["kill"]),
        ("kiiiillll", ["kill"]),
        ("k1ll", ["kill"]),
        ("su!c!de", ["suicide"]),
        ("$uicide", ["suicide"]),
        ("s**cide", ["suicide"]),
        ("un-alive", ["unalive"]),
        ("my self", ["myself"]),
        ("wanna", ["want", "to"]),
        ("kys", ["kill", "yourself"]),
        ("sewerslide", ["suicide"]),
        ("coooool", ["cool"]),
        ("good", ["good"]),
        ("", []),
    ],
)
def test_what_was_meant(typed, meant):
    assert plain(typed) == meant


def test_each_word_knows_its_place():
    text = "so \u200bｔｉｒｅｄ, k-i-l-l"
    words = words_of(fold(text), rulebook().spelling)

    assert [text[word.start : word.end] for word in words] == ["so", "ｔｉｒｅｄ", "k-i-l-l"]
