"""Topics that mean what somebody says in words that no topic is found by. They confirm, as always.

Each topic has one vector: the mean of its label and synonyms, made ahead into data/meaning.npz
(``manage.py mean_topics``) and kept as bytes. What the words mean is asked of whoever offers it: no
web process loads the model. Without an answer, or with a file of another vocabulary, there are none.
"""

import hashlib
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

import numpy as np

from peerhub.topics.taxonomy import DATA, TopicEntry, shipped

FILE = DATA / "meaning.npz"
# Read off sentences like those in tests/topics/test_meaning.py: lower brings strangers.
CLOSE_ENOUGH = 0.45  # cosine
BEHIND_AT_MOST = 0.15  # of the closest
SURE = 0.6  # for topics that open help: those are not guessed
MOST = 4
WORDS_FEWEST = 3  # fewer mean too many things
SIGNS_AT_MOST = 500

Hear = Callable[[str], Any | None]  # what words mean, as a unit vector; None: nobody says
Encode = Callable[[Sequence[str]], Any]

_hearing: list[Hear] = []


def offer(hear: Hear) -> None:
    """Let ``hear`` say what words mean, in place of whoever did before."""
    _hearing[:] = [hear]


def near(words: str, *, besides: Collection[str] = ()) -> list[str]:
    """The codes of topics that mean what ``words`` do, the closest first; not those ``besides``."""
    if not _hearing or len(words.split()) < WORDS_FEWEST:
        return []
    codes, vectors = _vectors()
    heard = _hearing[0](words[:SIGNS_AT_MOST]) if codes else None
    if heard is None:
        return []
    close = vectors @ heard
    least = max(CLOSE_ENOUGH, float(close.max()) - BEHIND_AT_MOST)
    found = [
        code
        for code, nearness in sorted(
            zip(codes, close.tolist(), strict=True), key=lambda one: -one[1]
        )
        if nearness >= (SURE if code in _opening_help() else least)
    ]
    return [code for code in found if code not in besides][:MOST]


def made(encode: Encode) -> dict[str, Any]:
    """What belongs into the file, by the names of its arrays."""
    means = [encode(phrases_of(topic)).mean(axis=0) for topic in shipped().topics]
    unit = np.array([mean / np.linalg.norm(mean) for mean in means])
    return {
        "codes": np.array([topic.code for topic in shipped().topics]),
        "vectors": np.round(unit * 127).astype(np.int8),
        "version": np.array(version()),
    }


def version() -> str:
    """The same for the same labels and synonyms in the same order."""
    said = "\n".join("|".join((topic.code, *phrases_of(topic))) for topic in shipped().topics)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def phrases_of(topic: TopicEntry) -> list[str]:
    """All that a topic of the files is called."""
    return [topic.label, *topic.synonyms]


@cache
def _vectors() -> tuple[list[str], Any]:
    if not FILE.exists():
        return [], None
    with np.load(FILE) as kept:
        if str(kept["version"]) != version():
            return [], None
        vectors = kept["vectors"].astype(np.float32)
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return kept["codes"].tolist(), unit


@cache
def _opening_help() -> frozenset[str]:
    return frozenset(topic.code for topic in shipped().topics if topic.opens_help)
