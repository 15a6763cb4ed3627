"""A specialist asks whether a session can move. Until the member says yes the old time holds."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from sessions.bookings.models.booking import Booking
from sessions.bookings.states import Answer


class MoveProposalQuerySet(models.QuerySet["MoveProposal"]):
    """Questions about what was asked."""

    def open(self) -> Self:
        """Those that are not settled, also if their time is over."""
        return self.filter(answer=Answer.OPEN)

    def standing(self, *, now: datetime) -> Self:
        """Those that can be answered."""
        return self.open().filter(until__gt=now)

    def run_out(self, *, now: datetime) -> Self:
        """Those that nobody answered in time."""
        return self.open().filter(until__lte=now)


class MoveProposal(models.Model):
    """One question about one session. A row of the bookings keeps the minutes of the new time."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="move_proposals")
    starts_at = models.DateTimeField()
    kept_from = models.DateTimeField()  # of the new time, what the session does not have already
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.OPEN)
    settled_at = models.DateTimeField(null=True)

    objects = MoveProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking",),
                condition=Q(answer=Answer.OPEN),
                name="sessions_moveproposal_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("asked_at"), until__lt=F("starts_at")),
                name="sessions_moveproposal_ends_before_its_time",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.OPEN, settled_at=None)
                | (~Q(answer=Answer.OPEN) & Q(settled_at__isnull=False)),
                name="sessions_moveproposal_settled_some_time",
            ),
        )

    def __str__(self) -> str:
        return f"MoveProposal#{self.pk}"
