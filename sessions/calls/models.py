"""Who was in a session's room and when, and who asked for a pause. Never what was said or shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.calls.attendance import Visit
from sessions.calls.states import Parting, Way

SILENT = timedelta(seconds=60)  # a page that was not heard of for so long is gone
SEAT_LENGTH = 36


class Meeting(models.Model):
    """A session's room that somebody has been in."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="room")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # for both; else it closes by itself
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="sessions_meeting_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Meeting#{self.pk}"


class PresenceQuerySet(models.QuerySet["Presence"]):
    """Questions about visits."""

    def live(self) -> Self:
        """Those that have not ended."""
        return self.filter(left_at=None)

    def silent(self, *, now: datetime) -> Self:
        """Those that have not ended, and whose page is gone."""
        return self.live().filter(seen_at__lt=now - SILENT)


class Presence(models.Model):
    """One visit of one person to the room; the database lets it end once, and be changed no more.

    A page that loses its line and comes back makes another visit with the same ``seat``.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=SEAT_LENGTH)  # a random word of the open page
    way = models.CharField(max_length=8, choices=Way)
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    captions = models.BooleanField(default=False)  # of the other one’s voice, while they are on
    left_at = models.DateTimeField(null=True)
    parting = models.CharField(max_length=8, choices=Parting, blank=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "person"),
                condition=Q(left_at=None),
                name="sessions_presence_one_seat_each",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None, parting="")
                | (Q(left_at__gte=F("joined_at")) & ~Q(parting="")),
                name="sessions_presence_ends_somehow",
            ),
            # Who needs captions is nothing to remember of a visit.
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(captions=False),
                name="sessions_presence_captions_go_with_it",
            ),
        )
        indexes = (
            models.Index(
                fields=("seen_at",), condition=Q(left_at=None), name="sessions_presence_live"
            ),
        )

    def __str__(self) -> str:
        return f"Presence#{self.pk}"

    def visit(self, *, now: datetime) -> Visit:
        """From when until when; one that goes on ends now."""
        return self.joined_at, self.left_at or max(now, self.joined_at)

    def end(self, parting: Parting, *, now: datetime) -> None:
        """End it: now, or when its page was last heard of if that is long ago."""
        at = now if now - self.seen_at < SILENT else self.seen_at
        self.left_at, self.parting = max(at, self.joined_at), parting
        self.captions = False
        self.save(update_fields=["left_at", "parting", "captions"])


class Pause(models.Model):
    """Somebody asked for a pause: nothing is sent until they, and nobody else, go on."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="pauses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "person"),
                condition=Q(ended_at=None),
                name="sessions_pause_one_each",
            ),
        )

    def __str__(self) -> str:
        return f"Pause#{self.pk}"


class MoreTime(models.Model):
    """One of the two would like five more minutes. Nobody is told of it before both would.

    What one wished alone is nobody's to know: the row goes when the session is over.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="more_time")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "person"), name="sessions_moretime_once_each"
            ),
        )

    def __str__(self) -> str:
        return f"MoreTime#{self.pk}"


def visits(booking: Booking, person: User, *, now: datetime) -> list[Visit]:
    """All visits of one of the two, in order."""
    rows = Presence.objects.filter(meeting__booking=booking, person=person)
    return [row.visit(now=now) for row in rows.order_by("joined_at", "pk")]
