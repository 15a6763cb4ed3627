"""Stories near to a person, out of very many: bounded reads that lean on indexes.

They give keys of stories, the nearest first. What is shown is looked at again by whoever reads more
of them than their keys.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Value

from matching.stories.models.meaning import StoryMeaning
from matching.stories.models.story import SEARCH_CONFIG
from matching.vectors import Distance, HalfVectorField, written
from peerhub.encoder import SIZE

HELD_MOST = 100  # stories with all the words, out of which those are chosen that say them most
HOLDING = """
    WITH held AS MATERIALIZED (
        SELECT id, search FROM matching_story
        WHERE search @@ websearch_to_tsquery(%(config)s, %(words)s) LIMIT %(further)s
    )
    SELECT id FROM held
    ORDER BY ts_rank(search, websearch_to_tsquery(%(config)s, %(words)s)) DESC, id LIMIT %(most)s
"""

MEASURES = """
    SELECT story_id, 1 - (vector <=> %s::halfvec), length, ARRAY[{often}]::int[]
    FROM matching_storymeaning WHERE story_id = ANY(%s) ORDER BY story_id
"""
OFTEN = "coalesce((stems ->> %s)::int, 0)"


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


@transaction.atomic
def meaning_like(vector: Any, *, most: int) -> dict[int, float]:
    """Those that mean something like ``vector``, shown or not: the cosine of each."""
    with connection.cursor() as cursor:
        # As many entries of the index are looked at as are asked for, for the time grows with them;
        # and further where many of them are of stories that were taken back.
        cursor.execute(
            "SELECT set_config('hnsw.ef_search', %s, true),"
            " set_config('hnsw.iterative_scan', 'strict_order', true)",
            [str(most)],
        )
    asked = Value(vector, output_field=HalfVectorField(size=SIZE))
    near = StoryMeaning.objects.annotate(distance=Distance(F("vector"), asked)).order_by("distance")
    found = near.values_list("pk", "distance")[:most]
    return {story: 1 - distance for story, distance in found}


def measures(
    stories: Collection[int], *, vector: Any, stems: Sequence[str]
) -> dict[int, tuple[float, int, dict[str, int]]]:
    """Of those that search has read: the cosine to ``vector``, the length, how often each stem occurs.

    Told by the database, for a vector or all stems of a story cost more to read than to compare.
    """
    # A column for each stem: a query within the query for each story takes several times as long.
    asked = MEASURES.format(often=", ".join([OFTEN] * len(stems)))
    with connection.cursor() as cursor:
        cursor.execute(asked, [written(vector), *stems, list(stories)])
        return {
            story: (cosine, length, dict(zip(stems, often, strict=True)))
            for story, cosine, length, often in cursor.fetchall()
        }
