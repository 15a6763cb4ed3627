"""Requests to see who is behind a mask: who asked, why, who agreed, when the name was open."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rooms.masks.models import Mask
from rooms.unmasking.states import Reason, Standing
from safety.flags.models import Flag
from safety.flags.states import FlagState

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 1000  # characters of the reason
LAPSES = timedelta(hours=24)  # after which nobody answers, or opens, a request any more
SHOWN_FOR = timedelta(minutes=60)


class UnmaskingQuerySet(models.QuerySet["Unmasking"]):
    """Questions about requests."""

    def to_answer(self, *, now: datetime) -> Self:
        """Waiting for a second person, while who asked is still on the case; the oldest first."""
        return self.filter(
            is_emergency=False,
            answered_at=None,
            asked_at__gt=now - LAPSES,
            flag__state=FlagState.CLAIMED,
            flag__claimed_by=F("asked_by"),
        ).order_by("asked_at", "pk")

    def to_look_at_again(self) -> Self:
        """Opened by one person alone, and no supervisor has looked at it yet; the oldest first."""
        return self.filter(is_emergency=True, answered_at=None).order_by("asked_at", "pk")

    def of_others(self, person: User) -> Self:
        """Neither asked by ``person`` nor about a mask of theirs."""
        return self.exclude(asked_by=person).exclude(mask__person=person)


class Unmasking(models.Model):
    """One request to see who is behind one mask, for one case.

    An emergency opens at once and a supervisor looks at it afterwards; anything else waits for a
    second person. ``answered_*`` and ``agreed`` are that person's word in both.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    mask = models.ForeignKey(Mask, on_delete=models.PROTECT, related_name="unmaskings")
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="unmaskings")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="unmaskings_asked"
    )
    reason = models.CharField(max_length=16, choices=Reason)
    words = models.CharField(max_length=WORDS)
    is_emergency = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="unmaskings_answered",
    )
    agreed = models.BooleanField(null=True)
    # The first look at the name. Nobody but ``asked_by`` ever opens it.
    opened_at = models.DateTimeField(null=True)

    objects = UnmaskingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_emergency=True, reason=Reason.DANGER, opened_at__isnull=False)
                | (Q(is_emergency=False) & ~Q(reason=Reason.DANGER)),
                name="rooms_unmasking_only_danger_opens_at_once",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="rooms_unmasking_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, agreed=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, agreed__isnull=False),
                name="rooms_unmasking_answered_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
                name="rooms_unmasking_answered_by_a_second_person",
            ),
            models.CheckConstraint(
                # An unanswered request is neither yes nor no: without the second test SQL lets it by.
                condition=Q(opened_at=None)
                | Q(is_emergency=True)
                | Q(agreed=True, agreed__isnull=False),
                name="rooms_unmasking_opened_after_a_yes",
            ),
        )
        indexes = (
            models.Index(
                fields=("asked_at",),
                condition=Q(answered_at=None),
                name="rooms_unmasking_unanswered",
            ),
        )

    def __str__(self) -> str:
        return f"Unmasking#{self.pk}"

    def standing(self, *, now: datetime) -> Standing:
        """Where it stands. A no closes the name, also after an emergency."""
        if self.agreed is False:
            return Standing.REFUSED
        if self.opened_at is not None:
            return Standing.SHOWN if now < self.opened_at + SHOWN_FOR else Standing.OVER
        if now >= (self.answered_at or self.asked_at) + LAPSES:
            return Standing.LAPSED
        return Standing.AGREED if self.agreed else Standing.WAITING

    @property
    def lapses_at(self) -> datetime:
        """Until when it can be answered."""
        return self.asked_at + LAPSES

    @property
    def shown_until(self) -> datetime | None:
        """Until when the name is open; None before it was opened."""
        return self.opened_at and self.opened_at + SHOWN_FOR
