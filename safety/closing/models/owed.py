"""What the team owes after a case, step by step: rows, so that no killed process forgets one."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class OwedQuerySet(models.QuerySet["Owed"]):
    """Questions about what is owed."""

    def pending(self) -> Self:
        """Neither done nor passed."""
        return self.filter(done_at=None)

    def due(self, *, now: datetime) -> Self:
        """Its time has passed, and nobody was told yet."""
        return self.pending().filter(due_at__lte=now)


class Owed(models.Model):
    """One step of one thing: until ``due_at`` somebody does it, or the next people are told.

    The thing is a check-in to be recorded, or an incident record to be read. ``met``: it was done
    before the step was due; nobody was told.
    """

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="owed")
    check_in = models.ForeignKey(
        "safety.CheckIn", null=True, on_delete=models.PROTECT, related_name="owed"
    )
    incident = models.ForeignKey(
        "safety.Incident", null=True, on_delete=models.PROTECT, related_name="owed"
    )
    step = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    met = models.BooleanField(default=False)

    objects = OwedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(check_in=None, incident__isnull=False)
                | Q(check_in__isnull=False, incident=None),
                name="safety_owed_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(met=False) | Q(done_at__isnull=False), name="safety_owed_met_is_done"
            ),
            models.UniqueConstraint(
                fields=("check_in", "incident", "step"),
                nulls_distinct=False,
                name="safety_owed_once",
            ),
            models.UniqueConstraint(
                fields=("check_in", "incident"),
                condition=Q(done_at=None),
                nulls_distinct=False,
                name="safety_owed_one_pending",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(done_at=None), name="safety_owed_due"),
        )

    def __str__(self) -> str:
        return f"Owed#{self.pk}"

    def is_settled(self) -> bool:
        """Whether the thing itself is done."""
        if self.check_in is not None:
            return self.check_in.closed_at is not None
        return hasattr(self.incident, "review")
