"""A talk offered to somebody of the team after a hard case."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.closing.states import DebriefAnswer


class DebriefQuerySet(models.QuerySet["Debrief"]):
    """Questions about debriefs."""

    def wanted(self) -> Self:
        """Somebody would like one and has not had it."""
        return self.filter(answer=DebriefAnswer.YES, held_at=None).order_by("answered_at", "pk")


class Debrief(models.Model):
    """An offer, and what became of it. Who reads it learns nothing of the case."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="debriefs")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="debriefs"
    )
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=DebriefAnswer, blank=True)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="held_debriefs"
    )

    objects = DebriefQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("flag", "person"), name="safety_debrief_once"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_debrief_answered_at_and_answer_together",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="safety_debrief_held_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Debrief#{self.pk}"
