"""Pages: rows that wait to be sent, so that no killed process loses one."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.paging.states import Reason

LEASE = timedelta(seconds=30)  # how long a sender may hold a page; a try takes less


class PageQuerySet(models.QuerySet["Page"]):
    """Questions about pages."""

    def waiting(self) -> Self:
        """Neither sent nor given up."""
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, *, now: datetime) -> Self:
        """To be tried now, and held by nobody."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.waiting().filter(free, due_at__lte=now)


class Page(models.Model):
    """One call to the pager. ``sent_at``: the pager's server took it, which is no person's answer.

    It keeps the path of the case and no word of it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=8, choices=Reason)
    level = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    # None: a deadline that passed.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="pages"
    )
    due_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=64, blank=True)  # of the last try: a class or a status

    objects = PageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="safety_page_sent_or_given_up",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(sent_at=None, given_up_at=None),
                name="safety_page_due",
            ),
            models.Index(fields=("-written_at",), name="safety_page_newest"),
        )

    def __str__(self) -> str:
        return f"Page#{self.pk}"
