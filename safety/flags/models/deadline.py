"""By when somebody must have done something about a flag: rows, so that no killed process loses one."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from safety.flags.states import DeadlineKind, FlagState


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    """Questions about deadlines."""

    def pending(self) -> Self:
        """Neither met nor passed."""
        return self.filter(done_at=None)

    def due(self, *, now: datetime) -> Self:
        """Passed, and nobody was told yet.

        While nobody is on a case it calls for somebody to take it; that the person was not reached
        says nothing more.
        """
        nobody = Q(flag__state=FlagState.OPEN) | Q(
            flag__state=FlagState.CLAIMED, flag__claim_until__lt=now
        )
        return self.pending().filter(due_at__lte=now).exclude(nobody, kind=DeadlineKind.CONTACT)


class Deadline(models.Model):
    """One step of one promise: until ``due_at`` somebody does it, or the next people are told.

    ``run`` counts how often the promise began anew, as after a case was handed back.
    """

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=16, choices=DeadlineKind)
    run = models.PositiveIntegerField(default=0)
    step = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    met = models.BooleanField(default=False)  # in time or late; False once done: people were told

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("flag", "kind", "run", "step"), name="safety_deadline_once"
            ),
            models.UniqueConstraint(
                fields=("flag", "kind"),
                condition=Q(done_at=None),
                name="safety_deadline_one_pending",
            ),
            models.CheckConstraint(
                condition=Q(met=False) | Q(done_at__isnull=False),
                name="safety_deadline_met_is_done",
            ),
        )
        indexes = (
            models.Index(fields=("due_at",), condition=Q(done_at=None), name="safety_deadline_due"),
        )

    def __str__(self) -> str:
        return f"Deadline#{self.pk}"
