"""Going together: who of ours takes a person across."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.referrals.models.referral import Referral
from safety.referrals.states import Done, Said

FEW = 64  # characters of a time in words


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Questions about going together."""

    def standing(self) -> Self:
        """Proposed, and not turned down."""
        return self.exclude(said=Said.NO)


class Introduction(models.Model):
    """A named person of ours goes with a member to their first talk with somebody outside."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="introductions")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="introductions"
    )
    when = models.CharField(max_length=FEW)  # in words: it is agreed with somebody outside
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    said = models.CharField(max_length=4, choices=Said, blank=True)
    said_at = models.DateTimeField(null=True)
    done = models.CharField(max_length=8, choices=Done, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = IntroductionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("referral",),
                condition=~Q(said=Said.NO) & Q(done=""),
                name="safety_introduction_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(said="", said_at=None) | (~Q(said="") & Q(said_at__isnull=False)),
                name="safety_introduction_said_at",
            ),
            models.CheckConstraint(
                condition=Q(done="", done_at=None, done_by=None)
                | (Q(done_at__isnull=False, done_by__isnull=False, said=Said.YES) & ~Q(done="")),
                name="safety_introduction_done_after_a_yes",
            ),
        )

    def __str__(self) -> str:
        return f"Introduction#{self.pk}"
