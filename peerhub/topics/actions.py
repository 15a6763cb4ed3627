"""Brings the tables in line with the files of the vocabulary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction
from django.utils.text import slugify

from peerhub.errors import DomainError
from peerhub.topics.models import ContentNote, Entry, Facet, Topic
from peerhub.topics.taxonomy import Taxonomy, shipped

Row = TypeVar("Row", bound=Entry)
ADDED_FROM = 501  # numbers below are for the files
LETTERS = {Topic.Axis.ROOT: "R", Topic.Axis.STRUGGLE: "S"}


@dataclass(frozen=True, kw_only=True)
class Synced:
    """How many entries a sync touched; all zero when nothing was to do."""

    created: int = 0
    changed: int = 0
    retired: int = 0

    def __add__(self, other: "Synced") -> "Synced":
        return Synced(
            created=self.created + other.created,
            changed=self.changed + other.changed,
            retired=self.retired + other.retired,
        )


@transaction.atomic
def sync(*, now: datetime, taxonomy: Taxonomy | None = None) -> Synced:
    """Make the tables say what ``taxonomy`` says, by default the one that comes with this version.

    Running it again changes nothing. An entry that left the files is retired as of ``now``, never
    deleted, as people's choices hang on it; one that came back is offered again.

    Raises:
        TaxonomyError: a file is not right; nothing was changed.
    """
    taxonomy = taxonomy or shipped()
    done = _sync_rows(ContentNote.objects.all(), "slug", _note_rows(taxonomy), now=now)
    done += _sync_rows(Facet.objects.all(), "slug", _facet_rows(taxonomy), now=now)
    note_ids = dict(ContentNote.objects.values_list("slug", "pk"))
    from_files = Topic.objects.filter(added_at=None)
    return done + _sync_rows(from_files, "code", _topic_rows(taxonomy, note_ids), now=now)


class AlreadyThere(DomainError):
    """The vocabulary has it."""

    code: ClassVar[str] = "already_there"


@transaction.atomic
def add_synonym(topic: Topic, words: str) -> None:
    """Find ``topic`` by ``words`` too.

    Raises:
        AlreadyThere: it is found by them already.
    """
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if words.casefold() in {phrase.casefold() for phrase in topic.phrases}:
        raise AlreadyThere("This topic is found by these words already.")
    topic.more_synonyms = [*topic.more_synonyms, words]
    topic.save(update_fields=["more_synonyms"])


@dataclass(frozen=True, kw_only=True)
class NewTopic:
    """A topic that staff add: what people read, where it stands, and how careful we are with it."""

    axis: Topic.Axis
    label: str
    group: str
    sensitive: bool = True
    opens_help: bool = False


@transaction.atomic
def add_topic(new: NewTopic, *, now: datetime) -> Topic:
    """Add a topic to those of the files. Its code is the next free one from 501 on.

    Raises:
        AlreadyThere: one of this axis is called so, or nearly so.
    """
    # All of the axis are held, so that two who add at once do not take the same code.
    held = list(Topic.objects.select_for_update().filter(axis=new.axis))
    slug = slugify(new.label)[:40].strip("-")
    if not slug or any(topic.slug == slug for topic in held):
        raise AlreadyThere("There is a topic with this name already, or it has no letters.")
    number = max((topic.position for topic in held if topic.added_at), default=ADDED_FROM - 1) + 1
    return Topic.objects.create(
        code=f"{LETTERS[new.axis]}{number}",
        axis=new.axis,
        slug=slug,
        label=new.label,
        group=new.group,
        position=number,
        sensitive=new.sensitive,
        opens_help=new.opens_help,
        added_at=now,
    )


def _note_rows(taxonomy: Taxonomy) -> list[dict[str, Any]]:
    return [
        {"slug": note.slug, "label": note.label, "position": position}
        for position, note in enumerate(taxonomy.notes, start=1)
    ]


def _facet_rows(taxonomy: Taxonomy) -> list[dict[str, Any]]:
    return [
        {
            "slug": facet.slug,
            "label": facet.label,
            "position": position,
            "kind": facet.kind,
            "options": [{"slug": slug, "label": label} for slug, label in facet.options],
        }
        for position, facet in enumerate(taxonomy.facets, start=1)
    ]


def _topic_rows(taxonomy: Taxonomy, note_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "code": topic.code,
            "axis": topic.axis,
            "slug": topic.slug,
            "label": topic.label,
            "group": topic.group,
            "position": topic.position,
            "synonyms": list(topic.synonyms),
            "content_note_id": note_ids[topic.content_note] if topic.content_note else None,
            "sensitive": topic.sensitive,
            "opens_help": topic.opens_help,
        }
        for topic in taxonomy.topics
    ]


def _sync_rows(
    held: models.QuerySet[Row], key: str, wanted: Iterable[dict[str, Any]], *, now: datetime
) -> Synced:
    """Create, change and retire rows of one table, told apart by ``key``."""
    rows = {getattr(row, key): row for row in held.select_for_update()}
    new, changed = [], []
    for values in wanted:
        row = rows.pop(values[key], None)
        if row is None:
            new.append(held.model(**values))
        elif _update(row, {**values, "retired_at": None}):
            changed.append(row)
    gone = [row for row in rows.values() if row.retired_at is None]
    for row in gone:
        row.retired_at = now
    held.bulk_create(new)
    for row in changed + gone:
        row.save()
    return Synced(created=len(new), changed=len(changed), retired=len(gone))


def _update(row: Entry, values: Mapping[str, Any]) -> bool:
    """Set what differs; whether anything did."""
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)
