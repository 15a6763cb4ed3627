"""Rooms, who hosts them, what is said in them, and how many are there."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from peerhub.topics.models import ContentNote
from rooms.masks.models import Mask, opaque_id

if TYPE_CHECKING:
    from peerhub.accounts.models import User

BODY = 2000  # characters of one message
PACE_WINDOW = timedelta(seconds=30)
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
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    last_seq = models.BigIntegerField(default=0)

    objects = RoomQuerySet.as_manager()

    if TYPE_CHECKING:
        here: int

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="rooms_room_closed_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Room#{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether people may enter and write."""
        return self.closed_at is None


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


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about what was said."""

    def said(self) -> Self:
        """What everyone in the room may read, in the order it was said."""
        return self.filter(seq__isnull=False).order_by("seq")

    def after(self, seq: int) -> Self:
        """Said later than ``seq``."""
        return self.said().filter(seq__gt=seq)

    def before(self, seq: int | None, count: int) -> QuerySet[Message]:
        """The ``count`` last ones said before ``seq`` (None: of all), newest first."""
        said = self.said() if seq is None else self.said().filter(seq__lt=seq)
        return said.order_by("-seq")[:count]

    def with_host(self) -> Self:
        """Each with ``by_host``: whether its author keeps the room."""
        keeps = Host.objects.filter(room=OuterRef("room"), person=OuterRef("mask__person"))
        return self.annotate(by_host=Exists(keeps)).select_related("mask")


class Message(models.Model):
    """What somebody said. ``seq`` is its place in the room; a held one has none yet.

    A place is taken when others may see the message, so the row of places has no gap and a
    message that a person let through later comes last, where nobody misses it.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="messages")
    mask = models.ForeignKey(Mask, on_delete=models.PROTECT, related_name="messages")
    seq = models.BigIntegerField(null=True)
    public_id = models.CharField(max_length=32, unique=True, default=opaque_id)
    body = models.CharField(max_length=BODY)
    posted_at = models.DateTimeField()
    client_id = models.UUIDField()

    objects = MessageQuerySet.as_manager()

    if TYPE_CHECKING:
        by_host: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "seq"), name="rooms_message_place_once"),
            models.UniqueConstraint(fields=("mask", "client_id"), name="rooms_message_sent_once"),
            models.CheckConstraint(
                condition=Q(seq=None) | Q(seq__gt=0), name="rooms_message_places_from_one"
            ),
        )
        indexes = (models.Index(F("mask"), F("posted_at").desc(), name="rooms_message_pace"),)

    def __str__(self) -> str:
        return f"Message#{self.pk}"

    @property
    def held(self) -> bool:
        """Whether a person reads it before the others do."""
        return self.seq is None


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
