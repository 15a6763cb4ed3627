"""Rooms, who hosts them, and how many are there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from peerhub.topics.models import ContentNote

if TYPE_CHECKING:
    from peerhub.accounts.models import User

PACE_WINDOW = timedelta(seconds=30)
SMALL = 12  # people; Medicaid rules of several states cap a peer group at twelve
ATTENDANCE_LASTS = timedelta(seconds=60)  # three heartbeats
ATTENDANCE_KEPT = timedelta(hours=1)  # then the row of a process that ended goes


def room_id() -> str:
    """An address that says nothing about the theme."""
    return secrets.token_hex(8)


class RoomQuerySet(models.QuerySet["Room"]):
    """Questions about rooms."""

    def open(self) -> Self:
        """Those that nobody has closed."""
        return self.filter(closed_at=None)

    def entered_by(self, person: User) -> Self:
        """Those in which ``person`` wears a mask."""
        return self.filter(masks__person=person)

    def with_here(self, *, now: datetime) -> Self:
        """Each with ``here``: how many people its sockets were counted for last."""
        counted = (
            Attendance.objects.fresh(now=now)
            .filter(room=OuterRef("pk"))
            .values("room")
            .annotate(total=Sum("people"))
            .values("total")
        )
        return self.annotate(here=Coalesce(models.Subquery(counted), 0))


class Room(models.Model):
    """A place with a theme. ``last_seq`` counts its messages without a gap."""

    public_id = models.CharField(max_length=32, unique=True, default=room_id)
    name = models.CharField(max_length=60)
    purpose = models.CharField(max_length=200)
    size = models.PositiveSmallIntegerField(default=40)  # people at a time
    pace = models.PositiveSmallIntegerField(default=10)  # messages of one mask in PACE_WINDOW
    prompts = ArrayField(models.CharField(max_length=200), default=list)
    content_notes = models.ManyToManyField(ContentNote, related_name="rooms", blank=True)
    opened_at = models.DateTimeField()
    # The first messages of a newcomer that a person reads before the others do.
    hold_first = models.PositiveSmallIntegerField(default=0)
    # Slow mode: seconds between two messages of one mask, until an instant.
    slow_gap = models.PositiveSmallIntegerField(default=0)
    slow_until = models.DateTimeField(null=True)
    hosted_at = models.DateTimeField(null=True)  # the last sign of a host here
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    closed_unhosted = models.BooleanField(default=False)  # nobody looked after it for long
    closed_why = models.CharField(max_length=300, blank=True)  # for the people who were in it
    last_seq = models.BigIntegerField(default=0)

    objects = RoomQuerySet.as_manager()

    if TYPE_CHECKING:
        here: int
        is_staffed: bool

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_unhosted=False)
                | Q(closed_at__isnull=False, closed_by__isnull=False, closed_unhosted=False)
                | Q(closed_at__isnull=False, closed_by=None, closed_unhosted=True),
                name="rooms_room_closed_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Room#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether people may enter and write: nobody has closed it."""
        return self.closed_at is None

    @property
    def keeps_seats(self) -> bool:
        """Whether it is so small that everybody in it has a seat, and others wait in line."""
        return self.size <= SMALL

    def gap_at(self, now: datetime) -> timedelta:
        """How long one mask waits between two messages while slow mode lasts."""
        slow = self.slow_until is not None and self.slow_until > now
        return timedelta(seconds=self.slow_gap) if slow else timedelta()


class Host(models.Model):
    """A specialist who keeps a room: there under their own handle, with a badge."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="hosts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hosted_rooms"
    )
    since = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "person"), name="rooms_host_once_a_room"),
        )

    def __str__(self) -> str:
        return f"Host#{self.pk}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Questions about who is there: only ever how many."""

    def fresh(self, *, now: datetime) -> Self:
        """Counts of processes that live."""
        return self.filter(counted_at__gt=now - ATTENDANCE_LASTS)


class Attendance(models.Model):
    """How many people one server process has in one room, counted at its last heartbeat."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="attendances")
    process = models.CharField(max_length=32)
    people = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "process"), name="rooms_attendance_once"),
        )

    def __str__(self) -> str:
        return f"Attendance#{self.pk}"
