"""Stories near to a person, out of very many: bounded reads that lean on indexes.

They give keys of stories, the nearest first. What is shown is looked at again by whoever reads more
of them than their keys.
"""

from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Value

from matching.stories.models.meaning import StoryMeaning
from matching.stories.models.story import SEARCH_CONFIG, Story
from matching.vectors import Distance, HalfVectorField
from peerhub.encoder import SIZE

LOOKED_AT = 200  # entries of the vector index that one search looks at
# Of all who share a topic, those who share most: only they are read further, for their next free
# time, unless too few of them are shown.
READ_FURTHER = 1000
SHARING = """
    WITH rooted AS (
        SELECT story_id, count(*) AS number FROM matching_story_roots
        WHERE topic_id = ANY(%(roots)s) GROUP BY story_id
    ), struggling AS (
        SELECT story_id, count(*) AS number FROM matching_story_struggles
        WHERE topic_id = ANY(%(struggles)s) GROUP BY story_id
    ), either AS (
        SELECT story_id, coalesce(rooted.number, 0) AS roots,
               coalesce(struggling.number, 0) AS struggles
        FROM rooted FULL JOIN struggling USING (story_id)
    ), sharing AS (
        SELECT * FROM either
        ORDER BY roots > 0 DESC, struggles > 0 DESC, roots + struggles DESC, story_id
        LIMIT %(further)s
    )
    SELECT sharing.story_id FROM sharing
    JOIN matching_story story ON story.id = sharing.story_id
    JOIN matching_specialistprofile profile ON profile.id = story.profile_id
    WHERE profile.published_at IS NOT NULL AND profile.has_story
      AND (cardinality(%(ways)s::varchar[]) = 0 OR profile.ways && %(ways)s::varchar[])
      AND (cardinality(%(languages)s::varchar[]) = 0 OR profile.languages && %(languages)s::varchar[])
      AND profile.facets @> %(facets)s::varchar[]
      AND NOT EXISTS (
          SELECT FROM matching_pause pause
          WHERE pause.profile_id = profile.id AND pause.ended_at IS NULL
      )
    ORDER BY roots > 0 DESC, struggles > 0 DESC, roots + struggles DESC,
             profile.next_open_slot_at NULLS LAST, sharing.story_id
    LIMIT %(most)s
"""

HELD_MOST = 300  # stories with all the words, out of which those are chosen that say them most
HOLDING = """
    WITH held AS MATERIALIZED (
        SELECT id, search FROM matching_story
        WHERE search @@ websearch_to_tsquery(%(config)s, %(words)s) LIMIT %(further)s
    )
    SELECT id FROM held
    ORDER BY ts_rank(search, websearch_to_tsquery(%(config)s, %(words)s)) DESC, id LIMIT %(most)s
"""


def holding(words: str, *, most: int) -> list[int]:
    """Those that hold all of ``words``, shown or not."""
    given: dict[str, Any] = {
        "config": SEARCH_CONFIG,
        "words": words,
        "further": HELD_MOST,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(HOLDING, given)
        return [story for (story,) in cursor.fetchall()]


def sharing(
    roots: Collection[int],
    struggles: Collection[int],
    *,
    ways: Collection[str] = (),
    languages: Collection[str] = (),
    facets: Collection[str] = (),
    most: int,
) -> list[int]:
    """Those who name one of these topics, by key: who shares a root, then who shares more.

    Args:
        roots: topics by key.
        struggles: likewise.
        ways: one of which they must offer, if any is given.
        languages: likewise.
        facets: all of which they must show.
        most: how many.
    """
    if not (roots or struggles):
        return []
    topics: dict[str, Any] = {"roots": list(roots), "struggles": list(struggles)}
    musts = {"ways": list(ways), "languages": list(languages), "facets": list(facets)}
    given = topics | musts | {"most": most}
    found: list[int] = []
    for further in (READ_FURTHER, None):
        with connection.cursor() as cursor:
            cursor.execute(SHARING, given | {"further": further})
            found = [story for (story,) in cursor.fetchall()]
        if len(found) == most:
            break
    return found


@transaction.atomic
def meaning_like(vector: Any, *, most: int) -> dict[int, float]:
    """Those that mean something like ``vector``: the cosine of each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('hnsw.ef_search', %s, true)", [str(LOOKED_AT)])
    asked = Value(vector, output_field=HalfVectorField(size=SIZE))
    near = StoryMeaning.objects.annotate(distance=Distance(F("vector"), asked)).order_by("distance")
    found = dict(near.values_list("pk", "distance")[:LOOKED_AT])
    shown = set(Story.objects.shown().filter(pk__in=found).values_list("pk", flat=True))
    kept = [(story, 1 - distance) for story, distance in found.items() if story in shown]
    return dict(kept[:most])
