"""Makes again, in two statements, what real actions made once in this process.

A specialist whom everybody can see takes two hundred queries, and a thousand tests begin with one.
The first is made by the real actions, and the rows that they left are read back; the next like it
gets the same rows, with its own keys and its own person. ``test_again`` compares every table of
the database after both ways, so nothing that an action begins to write can be forgotten here.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from peerhub.accounts.models import User
from peerhub.topics.models import ContentNote, Topic

AUDIT = "audit_entry"
USERS = User._meta.db_table
TOPICS, NOTES = Topic._meta.db_table, ContentNote._meta.db_table
# The tables in which the rows of one specialist lie, and how they are found: %(person)s is the
# person's key, %(entries)s the last line of the audit before. A table is found by those above it.
PROFILE = "(SELECT id FROM matching_specialistprofile WHERE person_id = %(person)s)"
STORY = f"(SELECT id FROM matching_story WHERE profile_id IN {PROFILE})"
VERSION = f"(SELECT id FROM matching_storyversion WHERE story_id IN {STORY})"
REVIEW = f"(SELECT id FROM matching_storyreview WHERE version_id IN {VERSION})"
LOOKED_AFTER = "(SELECT id FROM matching_supervision WHERE specialist_id = %(person)s)"
ROWS = {
    "matching_specialistprofile": "person_id = %(person)s",
    "matching_story": f"profile_id IN {PROFILE}",
    "matching_story_roots": f"story_id IN {STORY}",
    "matching_story_struggles": f"story_id IN {STORY}",
    "matching_story_content_notes": f"story_id IN {STORY}",
    "matching_storydraft": f"story_id IN {STORY}",
    "matching_storyversion": f"story_id IN {STORY}",
    "matching_storyreview": f"version_id IN {VERSION}",
    "matching_storymark": f"review_id IN {REVIEW}",
    "matching_storytoread": f"story_id IN {STORY}",
    "matching_backgroundcheck": "person_id = %(person)s",
    "matching_certificate": "person_id = %(person)s",
    "matching_supervision": "specialist_id = %(person)s",
    "matching_rolesignature": f"supervision_id IN {LOOKED_AFTER}",
    "safety_secondlook": "author_id = %(person)s",
    AUDIT: "id > %(entries)s",
}
Known = Mapping[str, Sequence[models.Model]]
# Keys that the audit keeps in its details.
PEOPLE = {"person", "specialist", "supervisor"}


@dataclass(frozen=True)
class Recording:
    """The rows of one, and the keys of those who were there before: its person, who looked after it."""

    rows: dict[str, list[dict[str, Any]]]
    known: dict[str, list[int]]  # by table, always in the same order


_made: dict[tuple[Any, ...], Recording] = {}


def once_more(
    person: User, build: Callable[[], object], *, like: tuple[Any, ...], known: Known
) -> None:
    """Do what ``build`` does: by it the first time, by what it left then each time after.

    Whoever has rows of their own already, and all in tests whose transactions are real, are built
    by the actions: what happens after a commit would be missing.

    Args:
        person: whose rows they are.
        build: calls the actions.
        like: what it makes beside the person; the same gives the same rows.
        known: who and what is there before and can be named in the rows, in a fixed order.
    """
    if not connection.in_atomic_block or _begun(person):
        build()
        return
    like = (person.handle, *like)
    keys = {table: [row.pk for row in rows] for table, rows in known.items()}
    if like in _made:
        _write(_made[like], keys)
        return
    entries = _last_entry()
    build()
    _made[like] = _read(person, keys, entries=entries)


def _begun(person: User) -> bool:
    asked = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {where})"
        for table, where in ROWS.items()
        if where.endswith("= %(person)s")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}", {"person": person.pk})
        return bool(cursor.fetchone()[0])


def _last_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {AUDIT}")
        return int(cursor.fetchone()[0])


def _read(person: User, known: dict[str, list[int]], *, entries: int) -> Recording:
    asked = " UNION ALL ".join(
        f"SELECT '{table}', coalesce(json_agg(row_to_json(t) ORDER BY t.id), '[]')"
        f" FROM {table} t WHERE {where}"
        for table, where in ROWS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {"person": person.pk, "entries": entries})
        return Recording(rows=dict(cursor.fetchall()), known=known)


def _write(recording: Recording, known: dict[str, list[int]]) -> None:
    # Those who are known now stand in the place of those of then.
    keys = {
        table: dict(zip(then, known[table], strict=True)) for table, then in recording.known.items()
    }
    for table, fresh in _fresh(
        {table: len(rows) for table, rows in recording.rows.items()}
    ).items():
        keys[table] = dict(zip((row["id"] for row in recording.rows[table]), fresh, strict=True))
    said, given = [], []
    for table, rows in recording.rows.items():
        if rows:
            columns = ", ".join(f'"{name}"' for name in _columns(table))
            said.append(
                f"INSERT INTO {table} ({columns})"
                f" SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
            )
            given.append(json.dumps([_for_others(table, row, keys) for row in rows]))
    with connection.cursor() as cursor:
        cursor.execute(";".join(said), given)


def _fresh(counts: dict[str, int]) -> dict[str, Sequence[int]]:
    asked = " UNION ALL ".join(
        f"SELECT '{table}', array_agg(nextval('{table}_id_seq')) FROM generate_series(1, {count})"
        for table, count in counts.items()
        if count
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())


def _for_others(table: str, row: dict[str, Any], keys: dict[str, dict[int, int]]) -> dict[str, Any]:
    changed: dict[str, Any] = {"id": keys[table][row["id"]]}
    for column, other in _points(table).items():
        if row[column] is not None:
            changed[column] = keys[other][row[column]]
    if "subject_id" in row:  # "matching.story" and "12", or "12.before"
        number, dot, piece = row["subject_id"].partition(".")
        own = keys[_table_of(row["subject_kind"])][int(number)]
        changed["subject_id"] = f"{own}{dot}{piece}"
    if table == AUDIT:
        changed["at"] = timezone.now().isoformat()
        changed["actor_id"] = keys[USERS].get(row["actor_id"])
        details = row["details"]
        changed["details"] = {
            name: keys[USERS][value] if name in PEOPLE else value for name, value in details.items()
        }
    return {**row, **changed}


def _table_of(label: str) -> str:
    return apps.get_model(label)._meta.db_table


_MODELS: dict[str, type[models.Model]] = {}


def _columns(table: str) -> Iterable[str]:
    return [f.column for f in _fields(table) if not f.generated]


def _points(table: str) -> dict[str, str]:
    return {f.column: f.related_model._meta.db_table for f in _fields(table) if f.related_model}


def _fields(table: str) -> list[Any]:
    if not _MODELS:
        every = apps.get_models(include_auto_created=True)
        _MODELS.update({model._meta.db_table: model for model in every})
    return list(_MODELS[table]._meta.local_concrete_fields)
