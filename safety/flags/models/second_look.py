"""Texts that wait for their second look."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

LEASE = timedelta(seconds=20)  # for one look; then another worker may take the text
TRIES = 3  # looks that may fail or never end before what the first look found stands


class SecondLookQuerySet(models.QuerySet["SecondLook"]):
    """Questions about texts that wait."""

    def free(self, *, now: datetime) -> Self:
        """Nobody looks at them just now."""
        return self.filter(Q(leased_until=None) | Q(leased_until__lt=now))


class SecondLook(models.Model):
    """A text as it was stored, until the screening worker has read it; then the row is gone.

    It is written in the transaction that stores the text, so none is forgotten, whatever is away.
    """

    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=64)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    strand = models.CharField(max_length=64, blank=True)  # as in a flag
    text = models.TextField()
    stored_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("stored_at",), name="safety_secondlook_oldest"),)

    def __str__(self) -> str:
        return f"SecondLook#{self.pk}"
