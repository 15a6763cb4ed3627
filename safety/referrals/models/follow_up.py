"""What falls due around a referral, as rows."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from safety.referrals.models.referral import Referral
from safety.referrals.states import ASKS, Due, Outcome


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about what falls due."""

    def waiting(self) -> Self:
        """Not opened, not called off."""
        return self.filter(opened_at=None, called_off_at=None)

    def due(self, *, now: datetime) -> Self:
        """Not opened yet, and it is time."""
        return self.waiting().filter(due_at__lte=now)

    def questions(self) -> Self:
        """Those that ask the person how it went."""
        return self.filter(kind__in=ASKS)

    def to_do(self) -> Self:
        """Questions that were asked and wait for somebody to write down the end, oldest first."""
        return (
            self.questions()
            .filter(opened_at__isnull=False, closed_at=None, called_off_at=None)
            .order_by("due_at", "pk")
        )

    def ahead(self) -> Self:
        """Questions whose day has not come yet."""
        return self.questions().waiting().order_by("due_at", "pk")

    def next_of_each(self) -> Self:
        """Of each referral the next question, the soonest first."""
        first = FollowUp.objects.ahead().filter(referral=OuterRef("referral")).values("pk")[:1]
        return self.ahead().filter(pk=Subquery(first))

    def to_answer(self) -> Self:
        """The person was asked and has not answered."""
        return self.to_do().filter(answered_at=None)


class FollowUp(models.Model):
    """Something that falls due: a question, or the day on which a supervisor looks.

    A row, so that no day passes unnoticed. It is opened once, or called off because it was
    overtaken: by an answer, by an end, or by a later question of the same morning.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="follow_ups")
    kind = models.CharField(max_length=16, choices=Due, default=Due.AGAIN)
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    asked = models.ForeignKey(
        "notifications.Notice", null=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    # The person's own answer; only they give it.
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="closed_follow_ups",
    )
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("referral", "kind"),
                condition=Q(opened_at=None, called_off_at=None),
                name="safety_followup_one_of_a_kind_waits",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="safety_followup_closed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_followup_answered_at_and_answer_together",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(opened_at=None, called_off_at=None),
                name="safety_followup_due",
            ),
        )

    def __str__(self) -> str:
        return f"FollowUp#{self.pk}"

    @property
    def is_question(self) -> bool:
        """Whether it asks the person."""
        return self.kind in ASKS
