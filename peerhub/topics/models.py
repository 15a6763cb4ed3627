"""The vocabulary as rows, so that people's choices can point at it; its source is data/*.toml."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, FloatField, Func, Value

# Found with the sentences in tests/topics: lower brings strangers, higher loses typos.
CLOSE_ENOUGH = 0.5


class Closeness(Func):
    """How close words come to the nearest of several phrases, 0 to 1.

    Both ways round, as people type one word of a phrase ("drank") or a phrase within a sentence.
    A quarter is given for likeness as a whole, which puts "Grief" before "Complicated grief".
    """

    template = (
        "(SELECT max("
        "0.75 * greatest(word_similarity(asked.words, phrase), word_similarity(phrase, asked.words))"
        " + 0.25 * similarity(asked.words, phrase))"
        " FROM (VALUES (%(expressions)s)) AS asked(phrases, words), unnest(asked.phrases) AS phrase)"
    )
    output_field = FloatField()


class Entry(models.Model):
    """What a topic, a note and a facet share: words, a place in the order, and perhaps an end."""

    label = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    # Set when the entry left its file: kept for those who chose it, no longer offered.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__}#{self.pk}"


class ContentNoteQuerySet(models.QuerySet["ContentNote"]):
    """Questions to the content notes."""

    def active(self) -> Self:
        """Those still offered, in the order of their file."""
        return self.filter(retired_at=None).order_by("position")


class ContentNote(Entry):
    """What a text speaks of, as a plain noun after the words "This mentions:"."""

    slug = models.SlugField(max_length=40, unique=True)

    objects = ContentNoteQuerySet.as_manager()


class FacetQuerySet(models.QuerySet["Facet"]):
    """Questions to the facets."""

    def active(self) -> Self:
        """Those still offered, in the order of their file."""
        return self.filter(retired_at=None).order_by("position")


class Facet(Entry):
    """Something else that may matter in a person; always optional."""

    class Kind(models.TextChoices):
        """How it is answered."""

        ONE = "one", "one of the options"
        MANY = "many", "any of the options"
        WORDS = "words", "own words"

    slug = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # [{"slug": stored, "label": read}, …]; empty for own words.
    options = models.JSONField(default=list)

    objects = FacetQuerySet.as_manager()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options as a form field wants them."""
        return [(option["slug"], option["label"]) for option in self.options]


class TopicQuerySet(models.QuerySet["Topic"]):
    """Questions to the topics."""

    def active(self) -> Self:
        """Those still offered, roots first, in the order of their files."""
        return self.filter(retired_at=None).order_by("axis", "position")

    def roots(self) -> Self:
        """What happened, or where it started."""
        return self.active().filter(axis=Topic.Axis.ROOT)

    def struggles(self) -> Self:
        """What it is like now."""
        return self.active().filter(axis=Topic.Axis.STRUGGLE)

    def matching(self, words: str) -> Self:
        """Those whose label or a synonym is close to ``words``, closest first; typos allowed.

        ``words`` are spelt out by ``lookup.plain_words``; each topic gets ``closeness``, 0 to 1.
        """
        theirs = Func(F("synonyms"), F("more_synonyms"), function="array_cat")
        phrases = Func(theirs, F("label"), function="array_append")
        return (
            self.filter(retired_at=None)
            .annotate(closeness=Closeness(phrases, Value(words)))
            .filter(closeness__gte=CLOSE_ENOUGH)
            .order_by("-closeness", "-axis", "position")
        )


class Topic(Entry):
    """One root or struggle. Its code is never used again for something else."""

    class Axis(models.TextChoices):
        """The two questions a topic may answer."""

        ROOT = "root", "where it started"
        STRUGGLE = "struggle", "what it is like now"

    code = models.CharField(max_length=8, unique=True)
    axis = models.CharField(max_length=8, choices=Axis.choices)
    slug = models.SlugField(max_length=40)
    group = models.CharField(max_length=60)
    # What people type and clinicians say; searched, never shown.
    synonyms = ArrayField(models.CharField(max_length=80), default=list)
    # The same, put forward by specialists and accepted by staff; the files know nothing of them.
    more_synonyms = ArrayField(models.CharField(max_length=80), default=list)
    # When staff accepted it; None: it comes from the files, which may retire it.
    added_at = models.DateTimeField(null=True)
    # What a story about it most likely needs a note for.
    content_note = models.ForeignKey(
        ContentNote, on_delete=models.PROTECT, related_name="topics", null=True
    )
    # The mere choice, seen by the wrong eyes, could hurt someone.
    sensitive = models.BooleanField(default=False)
    # Help lines are shown before anything else.
    opens_help = models.BooleanField(default=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = (
            # Deferred, so that one sync may let two topics swap their slugs.
            models.UniqueConstraint(
                fields=("axis", "slug"),
                name="topics_slug_once_an_axis",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    @property
    def phrases(self) -> list[str]:
        """All that it is called: its label, the files' synonyms and the accepted ones."""
        return [self.label, *self.synonyms, *self.more_synonyms]
