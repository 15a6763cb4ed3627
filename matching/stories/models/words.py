"""The four parts with their audiences, as a story, its draft and its versions keep them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from matching.stories.audience import VISITOR, Closeness, may_read
from matching.stories.pieces import (
    BOUNDARIES_LENGTH,
    HEADLINE_LENGTH,
    PART_KEYS,
    PART_LENGTH,
    PARTS,
    WORDS,
    WORDS_A_MINUTE,
)
from matching.stories.states import Audience
from peerhub.topics.models import ContentNote

NOTE_LENGTH = 40  # characters of a note's slug


@dataclass(frozen=True, kw_only=True)
class Told:
    """One part, as a reader meets it; ``mentions`` says first what it mentions, by label."""

    key: str
    title: str
    words: str
    audience: Audience
    mentions: tuple[str, ...] = ()


def _part() -> Any:
    return models.TextField(max_length=PART_LENGTH, blank=True)


def _audience() -> Any:
    return models.CharField(max_length=8, choices=Audience.choices, default=Audience.EVERYONE)


def _notes() -> Any:
    """Slugs of what a part mentions."""
    return ArrayField(
        models.CharField(max_length=NOTE_LENGTH), default=list, db_default=[], blank=True
    )


class FourParts(models.Model):
    """Before, what helped, now, and what the writer can offer: for whom, and what each mentions."""

    before = _part()
    what_helped = _part()
    now = _part()
    offer = _part()
    before_for = _audience()
    what_helped_for = _audience()
    now_for = _audience()
    offer_for = _audience()
    before_notes = _notes()
    what_helped_notes = _notes()
    now_notes = _notes()
    offer_notes = _notes()

    class Meta:
        abstract = True

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """All four, in the order in which they are read: for the writer and for reviewers."""
        return self.before, self.what_helped, self.now, self.offer

    @property
    def audiences(self) -> list[str]:
        """Whom each part is for, in order."""
        return [getattr(self, name) for name in AUDIENCES]

    @property
    def open_parts(self) -> list[str]:
        """What everyone may read: all that search may know of a story."""
        return [part.words for part in self.told_to(VISITOR)]

    def told_to(self, closeness: Closeness, notes: Iterable[ContentNote] = ()) -> list[Told]:
        """The parts that a reader this near may read, in order.

        ``notes``: those of which a part says that it mentions them, in the order of the vocabulary.
        """
        known = [(note.slug, note.label) for note in notes]
        told = [
            Told(
                key=part.key,
                title=part.title,
                words=getattr(self, part.key),
                audience=Audience(getattr(self, f"{part.key}_for")),
                mentions=tuple(
                    label for slug, label in known if slug in getattr(self, f"{part.key}_notes")
                ),
            )
            for part in PARTS
        ]
        return [part for part in told if may_read(part.audience, closeness)]

    def minutes_for(self, closeness: Closeness) -> int:
        """How long reading takes for a reader this near, at least one minute."""
        words = sum(len(part.words.split()) for part in self.told_to(closeness))
        return max(1, round(words / WORDS_A_MINUTE))


class WholePage(FourParts):
    """A story with its line, boundaries, topics and notes: what is written, and what is reviewed.

    Topics are kept by code and notes by slug, so that a version stays what it was. The content
    notes are those of the line and of the whole; what single parts mention stands with each part.
    """

    headline = models.CharField(max_length=HEADLINE_LENGTH, blank=True)
    boundaries = models.TextField(max_length=BOUNDARIES_LENGTH, blank=True)
    roots = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    struggles = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    content_notes = ArrayField(models.CharField(max_length=NOTE_LENGTH), default=list, blank=True)

    class Meta:
        abstract = True

    def contents(self) -> dict[str, Any]:
        """Everything that its writer gave, by field."""
        return {name: getattr(self, name) for name in FIELDS}

    @property
    def mentions(self) -> list[str]:
        """The slugs of all that it mentions, as a whole or in a part, each once."""
        slugs = [slug for name in ("content_notes", *NOTES) for slug in getattr(self, name)]
        return list(dict.fromkeys(slugs))

    def is_same_as(self, other: "WholePage") -> bool:
        """Whether nothing was changed."""
        return self.contents() == other.contents()


NOTES = tuple(f"{key}_notes" for key in PART_KEYS)
CHOICES = ("roots", "struggles", "content_notes", *NOTES)
AUDIENCES = tuple(f"{key}_for" for key in PART_KEYS)
FIELDS = (*WORDS, *AUDIENCES, *CHOICES)
