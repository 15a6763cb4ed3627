"""Very many generated stories, and members who look for somebody.

A story is made of sentences of ours and of the labels and synonyms of its topics. What it means is
the mean of what its sentences mean, by the real encoder; encoding each story would take an hour.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

FIRST = 1_000_000  # the first key of generated rows
ROOTS, STRUGGLES, SENTENCES = 2, 3, 8  # of one story
BEGINNINGS = (
    "For a long time I", "After it happened I", "Most nights I", "When nobody looked I", "At work I",
    "With my children I", "In the first year I", "Even with good people around me I",
)  # fmt: skip
ENDINGS = (
    "counted the hours until morning.", "kept everything to myself and smiled.",
    "drove the long way home to have ten minutes alone.", "could not open the letters any more.",
    "found one person who did not flinch.", "learned to breathe out slowly before I answered.",
    "stopped going to places where I might be asked.", "wrote three lines a day and burned them.",
    "walked along the canal until I felt my feet again.", "let the phone ring and watched it.",
    "sat in the back row, near the door.", "said no for the first time and nothing fell apart.",
)  # fmt: skip
ASKED = (
    "I cannot sleep and I am always on guard", "my dad drank and now I drink too",
    "I feel nothing since the funeral", "how do I trust people again",
    "I left him but I still hear his voice", "panic in the supermarket",
    "I keep everything to myself at work", "nobody believed me",
)  # fmt: skip
FACETS = ("armed-forces:veteran", "family-life:parent", "faith:none", "age-band:35-44")
# Copies of the one real specialist, column by column; what must differ is given.
PEOPLE = {
    "id": "n",
    "email": "'p' || n || '@people.example'",
    "handle": "'Peer ' || n",
    "handle_look": "'peer' || n",
}
PROFILES = {
    "id": "n",
    "person_id": "n",
    "slug": "'peer-' || n",
    "languages": "CASE WHEN n %% 5 = 0 THEN '{en,es}'::varchar[] ELSE '{en}' END",
    "facets": "ARRAY[(%(facets)s::varchar[])[1 + n %% 4]]",
    "next_open_slot_at": "CASE WHEN n %% 3 > 0 THEN %(now)s + (n %% 997 * 20) * interval '1 min' END",
}
STORIES = {"id": "n", "profile_id": "n"}


@dataclass(frozen=True)
class Looking:
    """A member who looks for somebody; codes of topics, and perhaps words."""

    roots: tuple[str, ...]
    struggles: tuple[str, ...]
    facets: tuple[str, ...]
    soon: bool
    words: str


def fill(stories: int, *, now: datetime) -> None:
    """Make that many shown stories, with everything that search knows of them."""
    from django.db import connection

    from matching.search.actions.reading import count_words
    from tests.builders_matching import published_specialist

    like = published_specialist(_person(now), now=now)
    given = {"facets": list(FACETS), "now": now}
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [NEAR])
        ((index,),) = cursor.fetchall()
        cursor.execute(f"DROP INDEX {NEAR}")
        _clone(cursor, "accounts_user", like.person_id, PEOPLE, stories, given)
        _clone(cursor, "matching_specialistprofile", like.pk, PROFILES, stories, given)
        _clone(cursor, "matching_story", like.story.pk, STORIES, stories, given)
        _tell(cursor, stories, now)
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(index)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM matching_storytoread")
        cursor.execute("VACUUM ANALYZE")
    count_words(now=now)


NEAR = "matching_storymeaning_near"
TELLING = """
    CREATE TEMP TABLE bench_part (id int PRIMARY KEY, text text, vector vector(384));
    CREATE TEMP TABLE bench_story (n int PRIMARY KEY, parts int[], stems jsonb, length int);
    CREATE TEMP TABLE bench_topic (story_id bigint, topic_id bigint, axis text);
"""
TOLD = """
    UPDATE matching_story story SET before = told.text, search = to_tsvector('english', told.text)
    FROM (
        SELECT n, string_agg(text, ' ') AS text FROM bench_story
        JOIN bench_part ON bench_part.id = ANY(parts) GROUP BY n
    ) told WHERE story.id = told.n;
    INSERT INTO matching_storymeaning (story_id, vector, stems, length, made_at)
    SELECT n, (SELECT l2_normalize(avg(vector)) FROM bench_part WHERE id = ANY(parts))::halfvec(384),
           stems, length, now()
    FROM bench_story;
    INSERT INTO matching_story_roots (story_id, topic_id)
    SELECT story_id, topic_id FROM bench_topic WHERE axis = 'root';
    INSERT INTO matching_story_struggles (story_id, topic_id)
    SELECT story_id, topic_id FROM bench_topic WHERE axis = 'struggle';
"""


def _tell(cursor: Any, stories: int, now: datetime) -> None:
    from matching.search.meaning import vectors_of
    from matching.search.wording import terms
    from matching.vectors import written
    from peerhub.topics.models import Topic

    chance = random.Random(5)
    topics = list(Topic.objects.order_by("axis", "position"))
    texts = [". ".join((topic.label, *topic.synonyms)) for topic in topics]
    texts += [f"{begin} {end}" for begin in BEGINNINGS for end in ENDINGS]
    stems = [Counter(terms(text)) for text in texts]
    cursor.execute(TELLING)
    with cursor.copy("COPY bench_part FROM STDIN") as copy:
        for number, vector in enumerate(vectors_of(texts)):
            copy.write_row((number, texts[number], written(vector)))
    by_axis = {axis: [t for t in topics if t.axis == axis] for axis in ("root", "struggle")}
    place = {topic.pk: number for number, topic in enumerate(topics)}
    about = []
    with cursor.copy("COPY bench_story FROM STDIN") as copy:
        for n in range(FIRST, FIRST + stories):
            named = _some(by_axis["root"], ROOTS, chance) + _some(
                by_axis["struggle"], STRUGGLES, chance
            )
            about += [(n, topic.pk, topic.axis) for topic in named]
            parts = [place[topic.pk] for topic in named]
            parts += chance.sample(range(len(topics), len(texts)), SENTENCES)
            held: Counter[str] = Counter()
            for part in parts:
                held.update(stems[part])
            copy.write_row((n, parts, json.dumps(held), held.total()))
    with cursor.copy("COPY bench_topic FROM STDIN") as copy:
        for row in about:
            copy.write_row(row)
    cursor.execute(TOLD)


def members(number: int, codes: Mapping[str, list[str]]) -> list[Looking]:
    """People who look for somebody: with one to three roots, to five struggles, half with words."""
    return list(islice(_members(codes), number))


def _members(codes: Mapping[str, list[str]]) -> Iterator[Looking]:
    chance = random.Random(11)
    while True:
        yield Looking(
            roots=tuple(_some(codes["root"], chance.randint(1, 3), chance)),
            struggles=tuple(_some(codes["struggle"], chance.randint(1, 5), chance)),
            facets=(chance.choice(FACETS),),
            soon=chance.random() < 0.5,
            words=chance.choice(ASKED) if chance.random() < 0.5 else "",
        )


def _some(things: list[Any], number: int, chance: random.Random) -> list[Any]:
    """Different ones, the first of the list more often than the last, as topics are in life."""
    chosen: dict[Any, None] = {}
    while len(chosen) < number:
        chosen[things[int(len(things) * chance.random() ** 1.5)]] = None
    return list(chosen)


def _clone(
    cursor: Any,
    table: str,
    key: int,
    differs: Mapping[str, str],
    number: int,
    given: dict[str, Any],
) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    columns = [name for (name,) in cursor.fetchall()]
    values = [differs.get(name, f"t.{name}") for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    copied = (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} t,"
        f" generate_series({FIRST}, {FIRST + number - 1}) n WHERE t.id = {key}"
    )
    cursor.execute(copied, given)


def _person(now: datetime) -> Any:
    from peerhub.accounts.actions import create_person

    return create_person(email="one@people.example", password="-", handle="One", now=now)
