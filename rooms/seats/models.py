"""Seats of small rooms, and the line of those who wait for one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

SEAT_LASTS = timedelta(seconds=90)  # without a sign of its owner
OFFER_LASTS = timedelta(minutes=3)  # to take a seat that became free


class SeatQuerySet(models.QuerySet["Seat"]):
    """Questions about seats."""

    def taken(self, *, now: datetime) -> Self:
        """Those whose owners were there a moment ago."""
        return self.filter(seen_at__gt=now - SEAT_LASTS)


class Seat(models.Model):
    """Somebody is in a small room right now. Rooms without a limit to keep have none."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_seats"
    )
    seen_at = models.DateTimeField()

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("room", "person"), name="rooms_seat_once"),)

    def __str__(self) -> str:
        return f"Seat#{self.pk}"


class Waiting(models.Model):
    """A place in a small room's line. An offer keeps the seat for a few minutes."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="line")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_lines"
    )
    since = models.DateTimeField()
    offered_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "person"), name="rooms_waiting_once"),
        )
        indexes = (
            models.Index(
                fields=("offered_until",),
                condition=Q(offered_until__isnull=False),
                name="rooms_waiting_offered",
            ),
        )

    def __str__(self) -> str:
        return f"Waiting#{self.pk}"
