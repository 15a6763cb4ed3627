"""The address under which a person's calendar reads their sessions."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One secret address of one person. The address itself is not kept, only a digest of its secret."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, in hexadecimal
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # about when a calendar asked for it last

    def __str__(self) -> str:
        return f"CalendarFeed#{self.pk}"
