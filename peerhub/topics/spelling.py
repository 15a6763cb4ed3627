"""Mends slips of the hand in a word by the words of the vocabulary. Pure: no Django here.

One slip a word (a letter too many, too few, wrong, or two that changed places), in words of four
letters and more. Only a word that the vocabulary does not know is changed.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from string import ascii_lowercase

from peerhub.topics.taxonomy import shipped

SHORTEST = 4  # letters: shorter words are near to too many others


@cache
def known_words(plain: Callable[[str], str]) -> Mapping[str, int]:
    """How often each word stands in the labels and synonyms, written as ``plain`` writes them."""
    phrases = [phrase for topic in shipped().topics for phrase in (topic.label, *topic.synonyms)]
    return Counter(word for phrase in phrases for word in plain(phrase).split())


def mended(words: str, known: Mapping[str, int]) -> str:
    """``words`` with each slip mended where ``known`` has a word one slip away; else as they are."""
    return " ".join(_mended(word, known) for word in words.split())


def _mended(word: str, known: Mapping[str, int]) -> str:
    if len(word) < SHORTEST or word in known:
        return word
    near = [each for each in _one_slip_away(word) if each in known]
    return min(near, key=lambda each: (-known[each], each), default=word)


def _one_slip_away(word: str) -> set[str]:
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return {
        *(left + right[1:] for left, right in parts if right),
        *(left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1),
        *(left + sign + right[1:] for left, right in parts if right for sign in ascii_lowercase),
        *(left + sign + right for left, right in parts for sign in ascii_lowercase),
    }
