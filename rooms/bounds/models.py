"""Bounds that a host sets to one person in one room, each with an end, each reversible."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rooms.masks.models import Mask

REASON = 300  # characters


class BoundQuerySet(models.QuerySet["Bound"]):
    """Questions about bounds."""

    def active(self, *, now: datetime) -> Self:
        """Those that hold now: not lifted, not over."""
        return self.filter(lifted_at=None, until__gt=now)


class BoundKind(models.TextChoices):
    """What a mask may not do for a while."""

    SILENCED = "silenced", "may read, not write"
    REMOVED = "removed", "may not be in the room"


class Bound(models.Model):
    """One mask may not write, or not be there, until an instant. It keeps who, why, and its end."""

    mask = models.ForeignKey(Mask, on_delete=models.PROTECT, related_name="bounds")
    kind = models.CharField(max_length=16, choices=BoundKind)
    reason = models.CharField(max_length=REASON)  # told to the person, in the host's words
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bounds_set"
    )
    until = models.DateTimeField()
    # The last place of the room the person could see when they were removed.
    upto_seq = models.BigIntegerField(default=0)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="bounds_lifted"
    )

    objects = BoundQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("set_at")), name="rooms_bound_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="rooms_bound_lifted_at_and_by_together",
            ),
        )
        indexes = (
            models.Index(
                fields=("mask", "until"), condition=Q(lifted_at=None), name="rooms_bound_active"
            ),
        )

    def __str__(self) -> str:
        return f"Bound#{self.pk}"

    @property
    def removes(self) -> bool:
        """Whether the person may not be in the room."""
        return self.kind == BoundKind.REMOVED
