"""How well a text answers a person's own words: the words they share, and what both mean. Pure.

Two measures of each text, both as standard scores over the texts that are compared, are added:
BM25 (Robertson and Zaragoza 2009) over word stems, and the cosine between sentence vectors. Words
find what is rare and named, meaning finds who says the same in other words.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

WORDS, MEANING = 0.3, 0.7  # what each measure weighs
# BM25: how soon a word's repetition stops counting, and how much long texts pay for their length.
REPETITION, LENGTH = 1.2, 0.75
PIECE = 190  # words: about as much as the encoder hears at once
STEM_SHORTEST = 3  # letters that are left of a word

# Words that stand in every text, however different.
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "such",
        "some",
        "any",
        "all",
        "both",
        "each",
        "few",
        "more",
        "most",
        "much",
        "many",
        "other",
        "own",
        "same",
        "than",
        "too",
        "very",
        "just",
        "only",
        "even",
        "still",
        "also",
        "again",
        "then",
        "there",
        "here",
        "once",
        "further",
        "i",
        "me",
        "my",
        "mine",
        "myself",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
        "you",
        "your",
        "yours",
        "yourself",
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "it",
        "its",
        "itself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "im",
        "ive",
        "id",
        "ill",
        "youre",
        "youve",
        "youd",
        "youll",
        "hes",
        "shes",
        "weve",
        "were",
        "theyre",
        "thats",
        "theres",
        "whats",
        "am",
        "is",
        "are",
        "was",
        "be",
        "been",
        "being",
        "do",
        "does",
        "did",
        "doing",
        "done",
        "have",
        "has",
        "had",
        "having",
        "get",
        "got",
        "getting",
        "go",
        "goes",
        "going",
        "can",
        "could",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "cannot",
        "cant",
        "wont",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "havent",
        "hasnt",
        "hadnt",
        "couldnt",
        "wouldnt",
        "shouldnt",
        "and",
        "or",
        "but",
        "nor",
        "not",
        "no",
        "so",
        "if",
        "because",
        "as",
        "while",
        "until",
        "though",
        "although",
        "since",
        "unless",
        "whether",
        "of",
        "at",
        "by",
        "for",
        "with",
        "about",
        "against",
        "between",
        "into",
        "through",
        "during",
        "before",
        "after",
        "above",
        "below",
        "to",
        "from",
        "up",
        "down",
        "in",
        "out",
        "on",
        "off",
        "over",
        "under",
        "upon",
        "within",
        "without",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "when",
        "where",
        "why",
        "how",
        "now",
        "like",
        "one",
        "really",
    ]
)
_ENDINGS = (("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
_WORD = re.compile(r"[a-z0-9]+")


def terms(text: str) -> list[str]:
    """The stems of the words of ``text`` that say something, in their order."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if sign not in "'’" and not unicodedata.combining(sign))
    return [_stem(word) for word in _WORD.findall(plain) if word not in _SMALL]


def pieces(text: str) -> list[str]:
    """``text`` in even stretches of at least ``PIECE`` words; whole where it has less than two.

    The end of a stretch may go unheard. Cut further, a text is torn from what it is about, and
    fewer right answers are found.
    """
    words = text.split()
    count = max(1, len(words) // PIECE)
    size = math.ceil(len(words) / count)
    return [" ".join(words[at * size : (at + 1) * size]) for at in range(count)]


def pooled(vectors: Any) -> Any:
    """One unit vector that speaks for the pieces of a text: their mean."""
    mean = np.asarray(vectors, np.float32).mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def rarity(holding: int, of: int) -> float:
    """What a word is worth that ``holding`` of ``of`` texts hold: more than 0, more when rarer."""
    return math.log(1 + (of - holding + 0.5) / (holding + 0.5))


def shared_words(
    asked: Mapping[str, float], counts: Mapping[str, int], *, length: int, average: float
) -> float:
    """BM25 of one text.

    Args:
        asked: the stems asked for, each with its ``rarity``.
        counts: how often the text holds a stem; others than those asked for do not matter.
        length: of the text, in stems.
        average: length of all texts.
    """
    pays = REPETITION * (1 - LENGTH + LENGTH * length / max(average, 1.0))
    return sum(
        worth * counts[stem] * (REPETITION + 1) / (counts[stem] + pays)
        for stem, worth in asked.items()
        if counts.get(stem)
    )


def together(words: Sequence[float] | Any, meaning: Sequence[float] | Any | None) -> Any:
    """Both measures of each text as one; ``meaning`` None where there are no vectors."""
    if meaning is None:
        return standard(words)
    return WORDS * standard(words) + MEANING * standard(meaning)


def standard(scores: Sequence[float] | Any) -> Any:
    """Scores in standard deviations from their mean; all 0 where they do not differ."""
    given = np.asarray(scores, np.float64)
    spread = given.std() if given.size else 0.0
    return (given - given.mean()) / spread if spread > 1e-12 else np.zeros_like(given)


class Texts:
    """Texts that are searched together."""

    def __init__(self, texts: Sequence[str], vectors: Any | None) -> None:
        """``vectors``: one of each text, or None: then words alone decide."""
        self._vectors = vectors
        self._held: dict[str, list[tuple[int, int]]] = {}
        self._lengths = []
        for at, text in enumerate(texts):
            counts = Counter(terms(text))
            self._lengths.append(counts.total())
            for stem, count in counts.items():
                self._held.setdefault(stem, []).append((at, count))
        self._average = sum(self._lengths) / max(len(self._lengths), 1)

    def ranked(self, asked: str, vector: Any | None = None) -> list[int]:
        """The places of all texts, the best answer first; ties in their own order."""
        meaning = None
        if self._vectors is not None and vector is not None:
            meaning = self._vectors @ vector
        scores = together(self._words(asked), meaning)
        return [int(at) for at in np.argsort(-scores, kind="stable")]

    def _words(self, asked: str) -> Any:
        scores = np.zeros(len(self._lengths))
        for stem in set(terms(asked)):
            held = self._held.get(stem, ())
            worth = {stem: rarity(len(held), len(self._lengths))}
            for at, count in held:
                scores[at] += shared_words(
                    worth, {stem: count}, length=self._lengths[at], average=self._average
                )
        return scores


def _stem(word: str) -> str:
    """A word without a common English ending: enough to join "drinks", "drinking" and "drink"."""
    for ending, instead in _ENDINGS:
        left = len(word) - len(ending)
        if left < STEM_SHORTEST or not word.endswith(ending) or word.endswith("ss"):
            continue
        word = word[:left] + instead
        doubled = ending in {"ing", "ed"} and word[-1] == word[-2] and word[-1] not in "lsz"
        return word[:-1] if doubled else word
    return word
