"""How well shown stories answer a person's own words: the same measures as in ``wording``."""

from collections.abc import Collection, Container, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from matching.search.wording import rarity, shared_words, terms, together
from matching.stories.models import CommonWords, Story
from matching.stories.models.nearby import meaning_like, measures
from peerhub.topics.models import Topic

NEAR_MOST = 100  # stories that are looked at for what they mean
# The cosine from which a story counts as an answer to a few words, tried with our own sentences:
# lower brings strangers, higher loses those who say it in other words.
NEAR_ENOUGH = 0.35
ABOUT = 1.0  # standard deviations that a chosen topic is worth beside the words


def fitting(
    words: str, vector: Any | None, topics: Sequence[Topic], *, shown: Container[int]
) -> dict[int, float]:
    """Stories that answer ``words``, by key, and how well: 0 and up, comparable within one answer.

    A story is an answer when it holds the words, is about one of ``topics``, or means the same.

    Args:
        words: as they were typed.
        vector: what they mean; None: words and topics alone decide.
        topics: what they seem to speak of.
        shown: the stories that may be an answer.
    """
    spoken = Story.objects.speaking_of(words, topics).only("pk")
    held = {story.pk: story.relevance for story in spoken if story.pk in shown}
    if vector is None:
        return held
    meant = [story for story in near(vector, most=NEAR_MOST) if story in shown]
    scores = measured(words, vector, held.keys() | set(meant))
    least = min(scores.values(), default=0.0)
    return {
        story: score - least + (ABOUT if held.get(story, 0) >= 1 else 0)
        for story, score in scores.items()
    }


def near(vector: Any, *, most: int) -> list[int]:
    """Stories that mean something like ``vector``, the nearest first, shown or not."""
    found = meaning_like(vector, most=most)
    return [story for story, cosine in found.items() if cosine >= NEAR_ENOUGH]


def measured(words: str, vector: Any, stories: Collection[int]) -> dict[int, float]:
    """Both measures of these stories as one; those that search has not read yet count as average."""
    asked, average = _asked(words)
    read = measures(stories, vector=vector, stems=list(asked))
    if not read:
        return dict.fromkeys(stories, 0.0)
    literal = [
        shared_words(asked, often, length=length, average=average)
        for _, length, often in read.values()
    ]
    scores = together(literal, [cosine for cosine, _, _ in read.values()])
    return dict.fromkeys(stories, 0.0) | {
        story: float(score) for story, score in zip(read, scores, strict=True)
    }


def _asked(words: str) -> tuple[dict[str, float], float]:
    """The stems of ``words``, each with what it is worth, and the average length of a story."""
    at = CommonWords.objects.values_list("counted_at", flat=True).first()
    of, average, holding = _common(at) if at else (1, 1.0, {})
    return {stem: rarity(holding.get(stem, 0), of) for stem in set(terms(words))}, average


@lru_cache(maxsize=2)
def _common(counted_at: datetime) -> tuple[int, float, Mapping[str, int]]:
    """They change once a minute at most, and are many."""
    row = CommonWords.objects.filter(counted_at=counted_at).first()
    return (row.stories, row.average_length, row.holding) if row else (1, 1.0, {})
