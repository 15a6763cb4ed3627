"""A message as people see it: by mask, told to the minute. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from peerhub.topics.labels import note_labels
from peerhub.ui.avatars import SHAPES, shape_for

QUOTED = 140  # characters of a quotation


@dataclass(frozen=True)
class Quote:
    """What a message answers; ``words`` are empty when they are covered or gone."""

    seq: int
    mask: str
    name: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One message of the log; ``seq`` is None while a person reads it first."""

    seq: int | None
    mask: str
    name: str
    body: str
    at: datetime
    host: bool
    notes: Sequence[str] = ()  # slugs
    reply: Quote | None = None
    kinds: Sequence[str] = ()  # reactions that somebody gave
    edited: bool = False
    prompt: bool = False
    gone: str = ""

    @property
    def avatar(self) -> str:
        """The drawing that belongs to the mask, as "shape.turn.tint"."""
        return avatar_code(self.mask)

    @property
    def note_words(self) -> str:
        """What it mentions, in words: "grief, alcohol"."""
        return in_words(self.notes)


@dataclass(frozen=True, kw_only=True)
class Shown(Line):
    """A line as one person sees it on a page."""

    is_own: bool = False
    client_id: str = ""  # own ones only
    mine: frozenset[str] = frozenset()  # own reactions
    quieted: bool = False  # the reader covered this person's words
    how: str = ""  # "cover" or "hide" by its content notes
    may_edit: bool = False
    may_undo: bool = False

    @property
    def place(self) -> str:
        """The place as an address writes it."""
        return str(self.seq)

    @property
    def note_pairs(self) -> list[tuple[str, str]]:
        """Its content notes as slug and label."""
        labels = note_labels()
        return [(slug, labels[slug]) for slug in self.notes if slug in labels]


@dataclass(frozen=True)
class Changed:
    """A line that was changed, at the place of the change."""

    seq: int
    line: Line


def to_the_minute(instant: datetime) -> datetime:
    """``instant`` without what would tell one keystroke from another."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)


def avatar_code(mask: str) -> str:
    """The shape for ``mask``: its place in the list, its turn in degrees, its tint."""
    shape = shape_for(mask)
    return f"{SHAPES.index(shape.path)}.{shape.turn}.{shape.tint}"


def in_words(notes: Iterable[str]) -> str:
    """Content notes by slug as a list in words."""
    labels = note_labels()
    return ", ".join(labels[slug].lower() for slug in notes if slug in labels)


def event_of(line: Line | Changed) -> dict[str, Any]:
    """``line`` as the wire knows it: written field by field, nothing else can slip in."""
    if isinstance(line, Changed):
        return {"seq": line.seq, "change": event_of(line.line)}
    return {
        "seq": line.seq,
        "mask": line.mask,
        "name": line.name,
        "avatar": line.avatar,
        "body": line.body,
        "at": to_the_minute(line.at).strftime("%Y-%m-%dT%H:%MZ"),
        "host": line.host,
        "notes": list(line.notes),
        "note_words": line.note_words,
        "reply": _quote_of(line.reply),
        "kinds": list(line.kinds),
        "edited": line.edited,
        "prompt": line.prompt,
        "gone": line.gone,
    }


def _quote_of(quote: Quote | None) -> dict[str, Any] | None:
    if quote is None:
        return None
    return {"seq": quote.seq, "mask": quote.mask, "name": quote.name, "words": quote.words}
