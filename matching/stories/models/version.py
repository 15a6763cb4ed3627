"""What a writer works on, what they handed in, and what was said of it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from matching.stories.models.story import Story
from matching.stories.models.words import WholePage
from matching.stories.pieces import MARKED
from matching.stories.states import Light
from peerhub.accounts.models import User

ADVICE_LENGTH = 600
CLAUSE_LENGTH = 8


class StoryDraft(WholePage):
    """What the writer sees and nobody else; what others read stays as it is beside it."""

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="draft")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"StoryDraft#{self.pk}"


class StoryVersionQuerySet(models.QuerySet["StoryVersion"]):
    """Questions to the versions."""

    def latest_of(self, story: Story) -> "StoryVersion | None":
        """The one that was handed in last."""
        of_it = self.filter(story=story.pk)  # an unsaved story has none
        return of_it.order_by("-number").first()

    def waiting(self) -> Self:
        """Those that a reviewer reads next, each with ``since`` and ``is_second``, longest wait first.

        Of each story the last, unless it was decided and nobody asked for a second reader, or the
        story was taken back since.
        """
        newer = self.model.objects.filter(story=OuterRef("story"), number__gt=OuterRef("number"))
        first, second = (
            Exists(StoryReview.objects.filter(version=OuterRef("pk"), is_second=number))
            for number in (False, True)
        )
        asked = Exists(SecondAsked.objects.filter(version=OuterRef("pk")))
        taken_back = Q(story__retired_at__isnull=False, story__retired_at__gte=F("submitted_at"))
        waiting = self.filter(~Exists(newer), ~first | (asked & ~second)).exclude(taken_back)
        told = waiting.filter(story__profile__person__is_active=True).annotate(
            since=Coalesce("second_asked__asked_at", "submitted_at"), is_second=asked
        )
        return told.order_by("since", "pk")

    def for_reader(self, person: User) -> Self:
        """Those that ``person`` may read: not their own, and none that they have decided."""
        return self.exclude(story__profile__person=person).exclude(reviews__made_by=person)


class StoryVersion(WholePage):
    """A story as it was handed in; it never changes (see the migration)."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()  # from 1, within its story
    submitted_at = models.DateTimeField()

    # Set by the queryset's waiting.
    since: datetime
    is_second: bool

    objects = StoryVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("story", "number"), name="matching_storyversion_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"StoryVersion#{self.pk}"

    @property
    def deciding(self) -> "StoryReview | None":
        """The last word on it: the second reader's, else the first one's; None while it waits."""
        return self.reviews.order_by("-is_second").first()

    @property
    def is_approved(self) -> bool:
        """Whether all of it is green."""
        decided = self.deciding
        return decided is not None and decided.light == Light.GREEN


class StoryReview(models.Model):
    """One reader's word on a version; never changed, and there is at most a second one."""

    version = models.ForeignKey(StoryVersion, on_delete=models.CASCADE, related_name="reviews")
    is_second = models.BooleanField(default=False)
    light = models.CharField(max_length=8, choices=Light.choices)  # the worst of its marks
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "is_second"), name="matching_storyreview_one_of_each"
            ),
        )

    def __str__(self) -> str:
        return f"StoryReview#{self.pk}"


class StoryMark(models.Model):
    """A light on one piece; amber and red name the clause of our rules and say what to change."""

    review = models.ForeignKey(StoryReview, on_delete=models.CASCADE, related_name="marks")
    piece = models.CharField(max_length=16, choices=MARKED)
    light = models.CharField(max_length=8, choices=Light.choices)
    clause = models.CharField(max_length=CLAUSE_LENGTH, blank=True)
    advice = models.TextField(max_length=ADVICE_LENGTH, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("review", "piece"), name="matching_storymark_one_a_piece"
            ),
            models.CheckConstraint(
                condition=Q(light=Light.GREEN, clause="", advice="")
                | (~Q(light=Light.GREEN) & ~Q(clause="") & ~Q(advice="")),
                name="matching_storymark_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"StoryMark#{self.pk}"


class SecondAsked(models.Model):
    """The writer asked for a second reader, once for a version, without giving a reason."""

    version = models.OneToOneField(
        StoryVersion, on_delete=models.CASCADE, related_name="second_asked"
    )
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"SecondAsked#{self.pk}"
