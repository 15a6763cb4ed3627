"""An account that rests for a while."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

REASON = 300  # characters
REFERENCE = 64


class PauseQuerySet(models.QuerySet["Pause"]):
    """Questions about pauses."""

    def holding(self) -> Self:
        """Those that keep an account closed: neither lifted nor over."""
        return self.filter(lifted_at=None, ended_at=None)

    def over(self, *, now: datetime) -> Self:
        """Holding, although their time has passed."""
        return self.holding().filter(until__lte=now)


class Pause(models.Model):
    """One person cannot sign in until an instant. It keeps who, why, and its end."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pauses"
    )
    reason = models.CharField(max_length=REASON)  # told to the person, in kind words
    # What it came from, as its owner names it: "safety.flag:42". Two of these say nothing of each
    # other: whoever looks at one must not learn that both are about the same person.
    reference = models.CharField(max_length=REFERENCE, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="pauses_set"
    )
    until = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="pauses_lifted"
    )
    ended_at = models.DateTimeField(null=True)  # when its time was found to have passed

    objects = PauseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("set_at")), name="accounts_pause_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="accounts_pause_lifted_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None) | Q(ended_at=None), name="accounts_pause_ends_once"
            ),
            models.UniqueConstraint(
                fields=("person", "reference"),
                condition=Q(lifted_at=None, ended_at=None),
                name="accounts_pause_once_a_reference",
            ),
        )
        indexes = (
            models.Index(
                fields=("until",),
                condition=Q(lifted_at=None, ended_at=None),
                name="accounts_pause_holding",
            ),
            models.Index(fields=("reference",), name="accounts_pause_reference"),
        )

    def __str__(self) -> str:
        return f"Pause#{self.pk}"

    def holds(self, *, now: datetime) -> bool:
        """Whether it keeps the account closed at ``now``."""
        return self.lifted_at is None and self.ended_at is None and now < self.until
