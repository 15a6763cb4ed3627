"""Who is closest to a member, out of however many: a few hundred candidates, then the whole score.

Candidates come from the topics that both named and, where there are words, from what stories mean.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matching.search import ranking
from matching.search.ranking import Candidate, Wishes
from matching.search.reasons import in_words
from matching.search.relevance import NEAR_ENOUGH, NEAR_MOST, measured
from matching.stories.models import Story
from matching.stories.models.nearby import holding, meaning_like, sharing

SHARING_MOST, HOLDING_MOST = 150, 50


@dataclass(frozen=True, kw_only=True)
class Match:
    """One person who may be right, and why, in words for the member alone."""

    slug: str
    name: str
    headline: str
    score: int
    reasons: tuple[str, ...]
    next_open_slot_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a member told: wishes, and each topic's key and label by its code."""

    wishes: Wishes
    labels: Mapping[str, str]
    keys: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class _Shown:
    candidate: Candidate
    name: str
    headline: str


def closest(
    told: Told,
    *,
    words: str = "",
    vector: Any | None = None,
    leave_out: Collection[str] = (),
    most: int,
    now: datetime,
) -> list[Match]:
    """The ``most`` people who are closest, each with its reasons; fewer where fewer share anything.

    Args:
        told: what the member told.
        words: their own words, if any, with ``vector``, what they mean.
        leave_out: people who are not suggested, by slug.
        most: how many.
        now: the moment.
    """
    wishes = told.wishes
    near = sharing(
        [told.keys[code] for code in wishes.roots],
        [told.keys[code] for code in wishes.struggles],
        ways=wishes.musts.ways,
        languages=wishes.musts.languages,
        facets=wishes.musts.lone_facets,
        most=SHARING_MOST,
    )
    relevance: dict[int, float] = {}
    if words:
        near += holding(words, most=HOLDING_MOST)
    if vector is not None:
        meant = meaning_like(vector, most=NEAR_MOST)
        near += [story for story, cosine in meant.items() if cosine >= NEAR_ENOUGH]
        relevance = measured(words, vector, set(near))
    shown = {one.candidate.slug: one for one in _read(near, relevance)}
    asked = [one.candidate for slug, one in shown.items() if slug not in leave_out]
    ordered = ranking.closest(wishes, asked, now=now)[:most]
    return [_match(shown[one.slug], told, now=now) for one in ordered]


def _read(stories: Collection[int], relevance: Mapping[int, float]) -> list[_Shown]:
    rows = Story.objects.shown().filter(pk__in=set(stories)).with_codes()
    about = [
        f"profile__{name}"
        for name in (
            *("slug", "facets", "ways", "languages", "next_open_slot_at", "published_at"),
            *("person__handle", "headline"),
        )
    ]
    told = rows.values_list("pk", "root_codes", "struggle_codes", *about)
    return [
        _Shown(
            candidate=Candidate(
                slug=slug,
                roots=frozenset(roots),
                struggles=frozenset(struggles),
                facets=frozenset(facets),
                ways=frozenset(ways),
                languages=frozenset(languages),
                next_open_slot_at=free_at,
                published_at=published_at,
                relevance=relevance.get(story, 0.0),
            ),
            name=handle,
            headline=headline,
        )
        for story, roots, struggles, slug, facets, ways, languages, free_at, published_at, handle, headline in told
    ]


def _match(one: _Shown, told: Told, *, now: datetime) -> Match:
    common = ranking.shared(told.wishes, one.candidate, now=now)
    at = one.candidate.next_open_slot_at
    return Match(
        slug=one.candidate.slug,
        name=one.name,
        headline=one.headline,
        score=common.score,
        reasons=tuple(in_words(common, labels=told.labels, name=one.name)),
        next_open_slot_at=at if at is not None and at > now else None,
    )
