"""Topics that somebody does not want to meet for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.topics.models import ContentNote


class How(models.TextChoices):
    """What becomes of words that mention a topic."""

    COVER = "cover", "Cover it: I open it when I want to"
    HIDE = "hide", "Leave it out"


class NotTodayQuerySet(models.QuerySet["NotToday"]):
    """Questions about what people do not want to meet."""

    def active(self, *, now: datetime) -> Self:
        """Those that hold at ``now``."""
        return self.filter(Q(since=None) | Q(since__lte=now), Q(until=None) | Q(until__gt=now))


class NotToday(models.Model):
    """One person and one content note. It ends by itself, unless they chose otherwise.

    A choice for now and choices planned ahead lie beside each other: while several hold, the one
    that shows least counts, and where one ends the others are what they were.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="not_today"
    )
    note = models.ForeignKey(ContentNote, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    since = models.DateTimeField(null=True)  # None: from when they chose it
    until = models.DateTimeField(null=True)  # None: until they change it
    # Names the plan that it belongs to; "": chosen for now.
    planned_as = models.CharField(max_length=48, blank=True, default="", db_default="")
    chosen_at = models.DateTimeField()

    objects = NotTodayQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "note", "planned_as"), name="accounts_nottoday_once_in_a_plan"
            ),
        )

    def __str__(self) -> str:
        return f"NotToday#{self.pk}"
