"""What search knows of stories: which words a story holds, and what it means as a vector."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from matching.stories.models.story import Story
from matching.vectors import HalfVectorField
from peerhub.encoder import SIZE

LEASE = timedelta(seconds=20)  # for one reading; then another worker may take the story
TRIES = 3  # readings that may fail or never end before a story is found by its words alone


class StoryToReadQuerySet(models.QuerySet["StoryToRead"]):
    """Questions about stories that wait."""

    def free(self, *, now: datetime) -> Self:
        """Nobody reads them just now, and they did not fail too often."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lt=now), tries__lt=TRIES)


class StoryToRead(models.Model):
    """A story that changed, until the worker of search has read it; then the row is gone.

    It is written in the transaction that stores the story, so none is forgotten.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="to_read")
    changed_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = StoryToReadQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("changed_at",), name="matching_toread_oldest"),)

    def __str__(self) -> str:
        return f"StoryToRead#{self.pk}"


class StoryMeaning(models.Model):
    """What a story that others may read says; gone in the transaction that takes the story back.

    Its vector has an HNSW index, which a migration makes.
    """

    story = models.OneToOneField(
        Story, on_delete=models.CASCADE, related_name="meaning", primary_key=True
    )
    vector = HalfVectorField(size=SIZE)
    stems = models.JSONField()  # {stem: how often}, of matching.search.wording
    length = models.PositiveIntegerField()  # in stems
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"StoryMeaning#{self.pk}"


class CommonWords(models.Model):
    """How many of some stories hold each stem, so that a rare word weighs more: one row."""

    stories = models.PositiveIntegerField()
    average_length = models.FloatField()  # in stems
    holding = models.JSONField()  # {stem: stories}; a stem of one story alone is not named
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"CommonWords#{self.pk}"
