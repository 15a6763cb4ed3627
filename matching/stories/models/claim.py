"""Who reads a version just now, so that two do not read the same."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models

from matching.stories.models.version import StoryVersion

CLAIM = timedelta(minutes=30)  # without opening it; then it is anybody's again


class StoryClaimQuerySet(models.QuerySet["StoryClaim"]):
    """Questions about claims."""

    def live(self, *, now: datetime) -> Self:
        """Those that have not lapsed."""
        return self.filter(until__gte=now)


class StoryClaim(models.Model):
    """A reviewer reads a version until they decide, give it back, or are not heard of for a while.

    The row goes with that; the audit keeps who had it and when. A lapsed one is nobody's.
    """

    version = models.OneToOneField(StoryVersion, on_delete=models.CASCADE, related_name="claim")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="story_claims"
    )
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    objects = StoryClaimQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at")),
                name="matching_storyclaim_lasts",
            ),
        )

    def __str__(self) -> str:
        return f"StoryClaim#{self.pk}"
