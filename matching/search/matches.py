"""Who is closest to a member, out of however many, and why.

Topics and wishes are compared for everybody at once. Where there are words, those whose stories hold
them or mean the same come in, and how well they do decides between people who tie.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from matching.search import ranking
from matching.search.columns import Shown
from matching.search.ranking import Wishes
from matching.search.reasons import in_words
from matching.search.relevance import measured, near
from matching.search.shelf import Shelf, standing
from matching.stories.models.nearby import holding

SHARING_MOST, HOLDING_MOST, NEAR_MOST = 100, 30, 60  # people whose words are looked at


@dataclass(frozen=True, kw_only=True)
class Match:
    """One person who may be right, and why, in words for the member alone."""

    slug: str
    name: str
    headline: str
    score: int
    reasons: tuple[str, ...]
    next_open_slot_at: datetime | None
    story: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a member told: wishes, and each topic's label by its code."""

    wishes: Wishes
    labels: Mapping[str, str]


def closest(
    told: Told,
    *,
    words: str = "",
    vector: Any | None = None,
    leave_out: Collection[str] = (),
    most: int,
    now: datetime,
    shelf: Shelf | None = None,
) -> list[Match]:
    """The ``most`` people who are closest, each with its reasons; fewer where fewer share anything.

    Args:
        told: what the member told.
        words: their own words, if any, with ``vector``, what they mean.
        leave_out: people who are not suggested, by slug.
        most: how many.
        now: the moment.
        shelf: as it stands right now, if somebody has looked.
    """
    shelf = shelf or standing()
    columns, wishes = shelf.columns, told.wishes
    allowed = columns.meeting(wishes.musts) & columns.taking_new(now)
    among = allowed & (
        columns.having("roots", wishes.roots) | columns.having("struggles", wishes.struggles)
    )
    relevance = None
    if words or vector is not None:
        sharing = columns.ordered(among, wishes=wishes, most=SHARING_MOST, now=now)
        among, relevance = _answering(shelf, sharing, words, vector)
        among &= allowed
    found = columns.ordered(
        among, wishes=wishes, relevance=relevance, most=most + len(leave_out), now=now
    )
    rows = [columns.rows[place] for place in found]
    asked = [row for row in rows if row.slug not in leave_out][:most]
    return [_match(row, told, now=now) for row in asked]


def _answering(shelf: Shelf, sharing: list[int], words: str, vector: Any | None) -> tuple[Any, Any]:
    """Those of ``sharing`` and those whose stories answer the words; and how well each does."""
    rows = shelf.columns.rows
    stories = {rows[place].story for place in sharing}
    if words:
        stories.update(holding(words, most=HOLDING_MOST))
    if vector is not None:
        stories.update(near(vector, most=NEAR_MOST))
    stories &= shelf.places.keys()
    scores = measured(words, vector, stories) if vector is not None else dict.fromkeys(stories, 0.0)
    among, relevance = np.zeros(len(rows), bool), np.zeros(len(rows))
    for story, score in scores.items():
        among[shelf.places[story]] = True
        relevance[shelf.places[story]] = score
    return among, relevance


def _match(row: Shown, told: Told, *, now: datetime) -> Match:
    common = ranking.shared(told.wishes, row.candidate(), now=now)
    at = row.next_open_slot_at
    return Match(
        slug=row.slug,
        name=row.name,
        headline=row.headline,
        score=common.score,
        reasons=tuple(in_words(common, labels=told.labels, name=row.name)),
        next_open_slot_at=at if at is not None and at > now else None,
        story=row.story,
    )
