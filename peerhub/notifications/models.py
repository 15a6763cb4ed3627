"""Notices: rows with a due time. What is due is a row, so no killed process loses it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

LEASE = timedelta(seconds=60)  # how long a poller may hold a notice before another takes it


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices."""

    def due(self, *, now: datetime) -> Self:
        """Not sent, not called off, due, and held by nobody."""
        return self.filter(
            Q(held_until=None) | Q(held_until__lt=now),
            sent_at=None,
            cancelled_at=None,
            due_at__lte=now,
        )

    def shown_to(self, person_id: int) -> Self:
        """What the person sees on their updates page, newest first."""
        return self.filter(person_id=person_id, sent_at__isnull=False).order_by("-sent_at", "-pk")


class Notice(models.Model):
    """One thing to tell one person at one time, once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(max_length=64)
    reference = models.CharField(max_length=128, unique=True)
    context = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(sent_at=None, cancelled_at=None),
                name="notifications_notice_due",
            ),
            models.Index(fields=("person", "-sent_at"), name="notifications_notice_person"),
        )

    def __str__(self) -> str:
        return f"Notice#{self.pk}"
