"""Everybody who is shown, read once for a page, and which of them fit a query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from matching.search import relevance
from matching.search.query import CHOICES, SearchQuery
from matching.search.ranking import Candidate, Musts
from matching.search.reasons import candidate_of
from matching.stories.models import Story
from peerhub.topics import lookup
from peerhub.topics.models import Topic

MEANT_MOST = 3  # topics that the words of a search are taken to speak of

VALUES: dict[str, Callable[[Candidate], frozenset[str]]] = {
    "root": lambda one: one.roots,
    "struggle": lambda one: one.struggles,
    "way": lambda one: one.ways,
    "language": lambda one: one.languages,
}


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Everybody who is shown, what the query's words fit, and the labels of topics."""

    stories: Mapping[str, Story]
    candidates: list[Candidate]
    fitting: Mapping[str, float] | None
    topics: Mapping[str, tuple[str, str]]  # code: label, group
    meant: list[Topic]

    def matching(self, query: SearchQuery) -> list[Candidate]:
        """Those who fit ``query``."""
        return [one for one in self.candidates if self._fits(one, query)]

    def narrowed(self, musts: Musts) -> "Pool":
        """The pool without those who do not meet ``musts``."""
        return replace(self, candidates=list(filter(musts.are_met_by, self.candidates)))

    def topic_labels(self, codes: frozenset[str]) -> list[str]:
        """The labels of topics, in the order of the vocabulary."""
        return [label for code, (label, _) in self.topics.items() if code in codes]

    def _fits(self, one: Candidate, query: SearchQuery) -> bool:
        if query.q and self.fitting is not None and one.slug not in self.fitting:
            return False
        return all(
            not query.chosen(kind) or VALUES[kind](one) & set(query.chosen(kind))
            for kind in CHOICES
        )


def gather(query: SearchQuery, *, vector: Any | None = None) -> Pool:
    """Read everybody once, in a number of queries that does not grow with them.

    ``vector``: what the query's words mean; None: they are looked for as they stand.
    """
    stories = {story.profile.slug: story for story in Story.objects.shown().as_listed()}
    meant: list[Topic] = []
    fitting: dict[str, float] | None = None
    if query.q:
        meant = lookup.suggest(query.q, Topic.objects.active(), limit=MEANT_MOST)
        by_key = relevance.fitting(query.q, vector, meant)
        fitting = {slug: by_key[story.pk] for slug, story in stories.items() if story.pk in by_key}
    candidates = [
        candidate_of(story, relevance=fitting.get(slug, 0) if fitting else 0)
        for slug, story in stories.items()
    ]
    codes = {code for one in candidates for code in one.roots | one.struggles}
    topics = Topic.objects.filter(code__in=codes | {*query.root, *query.struggle})
    return Pool(
        stories=stories,
        candidates=candidates,
        fitting=fitting,
        topics={
            code: (label, group)
            for code, label, group in topics.order_by("axis", "position").values_list(
                "code", "label", "group"
            )
        },
        meant=meant,
    )
