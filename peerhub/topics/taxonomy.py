"""Reads the vocabulary from its files and refuses one that is not whole. Pure: no Django here."""

import re
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

Axis = Literal["root", "struggle"]
FacetKind = Literal["one", "many", "words"]

DATA = Path(__file__).parent / "data"
# Taking a topic away lowers its number here too: on purpose, so that no slip of the hand loses one.
ROOTS, STRUGGLES, NOTES = 108, 112, 24
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SYNONYMS_FEWEST, SYNONYMS_MOST = 2, 8


class TaxonomyError(Exception):
    """A file of the vocabulary is not right; the message names the file and the entry."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        super().__init__(f"{file}: {entry}: {fault}")
        self.file = file
        self.entry = entry


@dataclass(frozen=True, kw_only=True)
class NoteEntry:
    """A content note."""

    slug: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AnswerEntry:
    """An answer that is as good as a topic but is none, such as "Rather not say"."""

    axis: Axis
    slug: str
    label: str


@dataclass(frozen=True, kw_only=True)
class FacetEntry:
    """Something else that may matter in a person; ``options`` are (slug, label), none for own words."""

    slug: str
    label: str
    kind: FacetKind
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    """A root or a struggle, as data/roots.toml explains."""

    code: str
    axis: Axis
    slug: str
    label: str
    group: str
    position: int
    synonyms: tuple[str, ...]
    content_note: str | None
    sensitive: bool
    opens_help: bool


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """The whole vocabulary, each part in the order of its file."""

    roots: tuple[TopicEntry, ...]
    struggles: tuple[TopicEntry, ...]
    notes: tuple[NoteEntry, ...]
    facets: tuple[FacetEntry, ...]
    answers: tuple[AnswerEntry, ...]

    @property
    def topics(self) -> tuple[TopicEntry, ...]:
        """Roots, then struggles."""
        return self.roots + self.struggles

    def answers_for(self, axis: Axis) -> tuple[AnswerEntry, ...]:
        """What may be said on ``axis`` beside its topics."""
        return tuple(answer for answer in self.answers if answer.axis == axis)


@cache
def shipped() -> Taxonomy:
    """The vocabulary that comes with this version, read once in a process."""
    return load(DATA)


def load(folder: Path) -> Taxonomy:
    """Read and check the five files in ``folder``.

    Raises:
        TaxonomyError: a file is missing, cannot be read, or an entry in it is not right.
    """
    taxonomy = Taxonomy(
        roots=tuple(_topics(folder, "roots.toml", "root")),
        struggles=tuple(_topics(folder, "struggles.toml", "struggle")),
        notes=tuple(
            NoteEntry(slug=_slug(raw, "notes.toml"), label=_text(raw, "label", "notes.toml"))
            for raw in _tables(folder, "notes.toml", "note")
        ),
        facets=tuple(_facets(folder)),
        answers=tuple(_answers(folder)),
    )
    _check_topics(taxonomy.roots, "roots.toml", "R", ROOTS)
    _check_topics(taxonomy.struggles, "struggles.toml", "S", STRUGGLES)
    _check_notes(taxonomy)
    _once((facet.slug for facet in taxonomy.facets), "facets.toml")
    _once(((answer.axis, answer.slug) for answer in taxonomy.answers), "answers.toml")
    return taxonomy


def _topics(folder: Path, file: str, axis: Axis) -> Iterator[TopicEntry]:
    position = 0
    for group in _tables(folder, file, "group"):
        title = _text(group, "title", file)
        for raw in group.get("topic", ()):
            position += 1
            yield _topic(raw, file, axis=axis, group=title, position=position)


def _topic(
    raw: Mapping[str, Any], file: str, *, axis: Axis, group: str, position: int
) -> TopicEntry:
    code = _text(raw, "code", file)
    known = {"code", "slug", "label", "synonyms", "content_note", "sensitive", "opens_help"}
    if unknown := set(raw) - known:
        raise TaxonomyError(file, code, f"unknown field {min(unknown)!r}")
    synonyms = raw.get("synonyms", [])
    if not (isinstance(synonyms, list) and all(isinstance(s, str) and s.strip() for s in synonyms)):
        raise TaxonomyError(file, code, "synonyms must be a list of words")
    return TopicEntry(
        code=code,
        axis=axis,
        slug=_slug(raw, file),
        label=_text(raw, "label", file),
        group=group,
        position=position,
        synonyms=tuple(synonyms),
        content_note=_text(raw, "content_note", file) if "content_note" in raw else None,
        sensitive=_flag(raw, "sensitive", file),
        opens_help=_flag(raw, "opens_help", file),
    )


def _facets(folder: Path) -> Iterator[FacetEntry]:
    file = "facets.toml"
    for raw in _tables(folder, file, "facet"):
        slug, kind = _slug(raw, file), cast("FacetKind", raw.get("kind"))
        if kind not in get_args(FacetKind):
            raise TaxonomyError(file, slug, f"kind {kind!r} is none of {get_args(FacetKind)}")
        options = tuple(
            (_slug(option, file), _text(option, "label", file)) for option in raw.get("options", ())
        )
        if bool(options) == (kind == "words"):
            raise TaxonomyError(file, slug, "options go with kind one or many, and only with these")
        _once((option for option, _ in options), file)
        yield FacetEntry(slug=slug, label=_text(raw, "label", file), kind=kind, options=options)


def _answers(folder: Path) -> Iterator[AnswerEntry]:
    file = "answers.toml"
    for raw in _tables(folder, file, "answer"):
        slug, axis = _slug(raw, file), cast("Axis", raw.get("axis"))
        if axis not in get_args(Axis):
            raise TaxonomyError(file, slug, f"axis {axis!r} is none of {get_args(Axis)}")
        yield AnswerEntry(axis=axis, slug=slug, label=_text(raw, "label", file))


def _check_topics(topics: tuple[TopicEntry, ...], file: str, letter: str, count: int) -> None:
    for topic in topics:
        if not re.fullmatch(rf"{letter}[1-9]\d{{0,2}}", topic.code):
            raise TaxonomyError(file, topic.code, f"a code here is {letter} and a number")
        if not SYNONYMS_FEWEST <= len(topic.synonyms) <= SYNONYMS_MOST:
            raise TaxonomyError(file, topic.code, f"{len(topic.synonyms)} synonyms")
    if len(topics) != count:
        raise TaxonomyError(file, "all", f"{len(topics)} topics, not {count}")
    _once((topic.code for topic in topics), file)
    _once((topic.slug for topic in topics), file)
    _once((topic.label.casefold() for topic in topics), file)


def _check_notes(taxonomy: Taxonomy) -> None:
    if len(taxonomy.notes) != NOTES:
        raise TaxonomyError("notes.toml", "all", f"{len(taxonomy.notes)} notes, not {NOTES}")
    _once((note.slug for note in taxonomy.notes), "notes.toml")
    known = {note.slug for note in taxonomy.notes}
    for topic in taxonomy.topics:
        if topic.content_note is not None and topic.content_note not in known:
            raise TaxonomyError(
                f"{topic.axis}s.toml", topic.code, f"no content note {topic.content_note!r}"
            )


def _once(values: Iterable[Hashable], file: str) -> None:
    value, times = next(iter(Counter(values).most_common(1)), (None, 0))
    if times > 1:
        raise TaxonomyError(file, str(value), f"stands here {times} times")


def _tables(folder: Path, file: str, name: str) -> list[dict[str, Any]]:
    try:
        found = tomllib.loads((folder / file).read_text(encoding="utf-8")).get(name, [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TaxonomyError(file, "all", str(error)) from error
    if not (isinstance(found, list) and all(isinstance(table, dict) for table in found)):
        raise TaxonomyError(file, name, f"must be written as [[{name}]]")
    return found


def _text(raw: Mapping[str, Any], field: str, file: str) -> str:
    value = raw.get(field)
    if not isinstance(value, str) or not value.strip():
        entry = raw.get("code") or raw.get("slug") or raw.get("label") or "an entry"
        raise TaxonomyError(file, str(entry), f"{field} is missing or empty")
    return value


def _slug(raw: Mapping[str, Any], file: str) -> str:
    slug = _text(raw, "slug", file)
    if not SLUG.fullmatch(slug):
        raise TaxonomyError(file, str(raw.get("code", slug)), f"{slug!r} is no slug")
    return slug


def _flag(raw: Mapping[str, Any], field: str, file: str) -> bool:
    value = raw.get(field, False)
    if not isinstance(value, bool):
        raise TaxonomyError(file, str(raw.get("code")), f"{field} must be true or false")
    return value
