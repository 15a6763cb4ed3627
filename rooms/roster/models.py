"""Who sits in a room when: shifts of hosts, and hours with a theme."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from peerhub.ranges import TsTzRange

EARLY = timedelta(minutes=15)  # before its beginning a host may take up a shift
SEEN_LASTS = timedelta(minutes=5)  # without a sign of the host; then the room is not staffed


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Questions about shifts."""

    def current(self, *, now: datetime) -> Self:
        """Those whose host is there: taken up, not ended, and seen a moment ago."""
        return self.filter(began=True, ended=False, ends_at__gt=now, seen_at__gt=now - SEEN_LASTS)

    def at(self, moment: datetime, *, room_id: int) -> Self:
        """Those in a room whose host was there at a past moment."""
        return self.filter(
            room=room_id,
            began=True,
            starts_at__lte=moment + EARLY,
            ends_at__gt=moment,
            seen_at__gt=moment - SEEN_LASTS,
        )

    def hosts(self) -> list[int]:
        """Ids of their hosts."""
        return list(self.order_by("host").values_list("host", flat=True).distinct())

    def upcoming(self, *, now: datetime) -> Self:
        """Those that nobody has taken up yet and that are not over, the next one first."""
        return self.filter(began=False, ended=False, ends_at__gt=now).order_by("starts_at", "pk")


class Shift(models.Model):
    """A host looks after a room from one instant to another.

    Planned hours say when a room should be staffed; ``began`` and ``seen_at`` say whether it is.
    """

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="shifts")
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="room_shifts"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    began = models.BooleanField(default=False)
    ended = models.BooleanField(default=False)  # the host left before its end
    seen_at = models.DateTimeField(null=True)  # the last sign of the host in this shift

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="rooms_shift_ends_after_start"
            ),
            ExclusionConstraint(
                name="rooms_shift_one_room_at_a_time",
                expressions=(
                    ("host", RangeOperators.EQUAL),
                    (
                        TsTzRange("starts_at", "ends_at", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ),
            ),
        )
        indexes = (models.Index(fields=("room", "ends_at"), name="rooms_shift_of_room"),)

    def __str__(self) -> str:
        return f"Shift#{self.pk}"


class ThemedHour(models.Model):
    """A time announced for a room: people can be reminded of it."""

    room = models.ForeignKey("rooms.Room", on_delete=models.CASCADE, related_name="themed_hours")
    theme = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="themed_hours"
    )
    called_off = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="rooms_themedhour_ends_after_start"
            ),
        )
        indexes = (models.Index(fields=("room", "ends_at"), name="rooms_themedhour_of_room"),)

    def __str__(self) -> str:
        return f"ThemedHour#{self.pk}"


class HourReminder(models.Model):
    """Somebody wants to be reminded of a themed hour."""

    hour = models.ForeignKey(ThemedHour, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hour_reminders"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("hour", "person"), name="rooms_hourreminder_once"),
        )

    def __str__(self) -> str:
        return f"HourReminder#{self.pk}"
