"""What is billed: the times of a session, lines with all that they were made of, and batches."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum

from peerhub.crypto import SealedWords
from sessions.bookings.models import Booking, BookingQuerySet
from sessions.bookings.states import BookingState, Where
from sessions.insurance.models.coverage import Coverage
from sessions.insurance.states import LineKind
from sessions.notes.models import NoteVersion

WHY = 200  # characters
MODIFIERS = 16


class TimesSaid(models.Model):
    """When a session began and stopped, as its specialist said where the room did not see it.

    And where the member was, where nobody said so when they booked. It stays as it is.
    """

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="times_said")
    began_at = models.DateTimeField()
    stopped_at = models.DateTimeField()
    where = models.CharField(max_length=10, choices=Where, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(stopped_at__gt=F("began_at")), name="sessions_timessaid_begins_first"
            ),
        )

    def __str__(self) -> str:
        return f"TimesSaid#{self.pk}"


class ClaimLineQuerySet(models.QuerySet["ClaimLine"]):
    """Questions about lines."""

    def standing(self) -> Self:
        """Those that nothing took the place of, and that take nothing back."""
        return self.filter(replaced_by=None).exclude(kind=LineKind.VOID)

    def units(self) -> int:
        """How many they are together."""
        found: int | None = self.aggregate(all=Sum("units"))["all"]
        return found or 0


class ClaimLine(models.Model):
    """What one session is to a plan, frozen: the database lets nobody change or delete it.

    A session has one first line, ever. What was wrong in it is put right by a line that takes its
    place, or takes it back; both say why.
    """

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="claim_lines")
    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="lines")
    version = models.ForeignKey(NoteVersion, on_delete=models.PROTECT, related_name="claim_lines")
    kind = models.CharField(max_length=1, choices=LineKind, default=LineKind.ORIGINAL)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    why = models.CharField(max_length=WHY, blank=True)
    day = models.DateField()  # on the member's calendar
    began_at = models.DateTimeField()
    stopped_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    units = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8)
    modifiers = models.CharField(max_length=MODIFIERS, blank=True)  # with spaces between
    place = models.CharField(max_length=2)
    cents = models.PositiveIntegerField()  # charged for all units
    terms_since = models.DateField()  # of the terms that it goes by
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ClaimLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("booking",),
                condition=Q(kind=LineKind.ORIGINAL),
                name="sessions_claimline_once_for_a_session",
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.ORIGINAL, replaces=None, why="")
                | (~Q(kind=LineKind.ORIGINAL) & Q(replaces__isnull=False) & ~Q(why="")),
                name="sessions_claimline_a_correction_says_of_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(units__gte=1, minutes__gte=1, stopped_at__gt=F("began_at")),
                name="sessions_claimline_of_some_time",
            ),
        )
        indexes = (models.Index(fields=("coverage", "day"), name="sessions_claimline_day"),)

    def __str__(self) -> str:
        return f"ClaimLine#{self.pk}"

    @property
    def mark(self) -> str:
        """How it is called outside; made up, and nothing else of ours has it."""
        return f"PH-{self.pk:08d}"


def not_billed(coverages: Collection[Coverage]) -> BookingQuerySet:
    """Sessions since each member's yes that no line was made of: by coverage, the oldest first."""
    since = Booking.objects.filter(
        member__coverages__in=[each.pk for each in coverages],
        starts_at__gte=F("member__coverages__chosen_at"),
        claim_lines=None,
    ).exclude(state__in=(BookingState.CANCELLED, BookingState.MISSED))
    order = ("member__coverages__chosen_at", "member__coverages", "starts_at", "pk")
    return since.order_by(*order)


class ClaimBatchQuerySet(models.QuerySet["ClaimBatch"]):
    """Questions about batches."""

    def kept(self) -> Self:
        """Those that were not dropped, the newest first."""
        return self.filter(dropped_at=None).order_by("-number")


class ClaimBatch(SealedWords, models.Model):
    """Lines for one plan, frozen with both files: who downloads it twice gets the same bytes.

    Only its being dropped, or first taken, is written into it later, once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(unique=True)
    payer = models.CharField(max_length=16)
    sealed = models.BinaryField()  # both files
    sha256 = models.CharField(max_length=64)  # of both, one after the other
    lines_count = models.PositiveIntegerField()
    units = models.PositiveIntegerField()
    cents = models.IntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)  # downloaded for the first time
    dropped_at = models.DateTimeField(null=True)

    objects = ClaimBatchQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(taken_at=None) | Q(dropped_at=None),
                name="sessions_claimbatch_what_was_taken_stays",
            ),
        )

    def __str__(self) -> str:
        return f"ClaimBatch#{self.pk}"

    @property
    def _place(self) -> str:
        return f"peer_sessions.claimbatch.sealed:{self.public_id}"


class BatchLine(models.Model):
    """A line in a batch. It is in one at a time: in another only once the first was dropped."""

    batch = models.ForeignKey(ClaimBatch, on_delete=models.PROTECT, related_name="members")
    line = models.ForeignKey(ClaimLine, on_delete=models.PROTECT, related_name="in_batches")
    dropped = models.BooleanField(default=False)  # with its batch

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("line",),
                condition=Q(dropped=False),
                name="sessions_batchline_in_one_batch",
            ),
        )

    def __str__(self) -> str:
        return f"BatchLine#{self.pk}"
