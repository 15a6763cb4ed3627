"""What a specialist keeps beside their sessions: working notes, and talks they ask for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from matching.models import SpecialistProfile
from peerhub.crypto import SealedWords
from sessions.bookings.models import SEEN_WITHIN, Booking, new_public_id
from sessions.bookings.states import BookingState
from sessions.caseload.states import OPEN, HandingState
from sessions.notes.models import NoteVersion, Promise

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORKING = 4000  # characters
HANDING = 600
KEPT_FOR = timedelta(days=365)  # after the last session of the two


class WorkingNoteQuerySet(models.QuerySet["WorkingNote"]):
    """Questions about working notes."""

    def over(self, *, now: datetime) -> Self:
        """Those of people who have not met for ``KEPT_FOR``, and whose words are as old."""
        since = now - KEPT_FOR
        met = Booking.objects.filter(
            specialist=OuterRef("specialist"), member=OuterRef("member"), ends_at__gt=since
        ).exclude(state=BookingState.CANCELLED)
        return self.filter(~Exists(met), saved_at__lte=since)


class WorkingNote(SealedWords, models.Model):
    """A specialist's own note about somebody they meet, sealed. No other person is shown it."""

    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="working_notes"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="working_notes"
    )
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    objects = WorkingNoteQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("specialist", "member"), name="sessions_workingnote_one_of_two"
            ),
        )

    def __str__(self) -> str:
        return f"WorkingNote#{self.pk}"

    @property
    def _place(self) -> str:
        """Where its words belong: neither of the two ever changes."""
        return f"peer_sessions.workingnote.words:{self.specialist_id}:{self.member_id}"


class DebriefAskedQuerySet(models.QuerySet["DebriefAsked"]):
    """Questions about talks."""

    def standing(self, *, now: datetime) -> Self:
        """Asked for and not taken back: without a time, or with one that is still to come."""
        ahead = Q(at=None) | Q(at__gt=now - timedelta(hours=1))
        return self.filter(ahead, taken_back_at=None).order_by("asked_at", "pk")

    def of(self, person: User) -> Self:
        """Those that the person asked for."""
        return self.filter(specialist=person)


class DebriefAsked(models.Model):
    """A specialist asks their supervisor for a talk after something heavy; no reason is kept."""

    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="debriefs_asked"
    )
    asked_at = models.DateTimeField()
    at = models.DateTimeField(null=True)  # the time that the supervisor named
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    objects = DebriefAskedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, at=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, at__isnull=False),
                name="sessions_debriefasked_answered_at_and_by_together",
            ),
            models.UniqueConstraint(
                fields=("specialist",),
                condition=Q(answered_at=None, taken_back_at=None),
                name="sessions_debriefasked_one_waits",
            ),
        )

    def __str__(self) -> str:
        return f"DebriefAsked#{self.pk}"


class WarmHandOverQuerySet(models.QuerySet["WarmHandOver"]):
    """Questions about hand-overs between specialists."""

    def open(self) -> Self:
        """Those that wait for somebody."""
        return self.filter(state__in=OPEN)

    def for_taker(self, person: User, *, now: datetime) -> Self:
        """What the other peer sees: what waits for them, and for four weeks what they took."""
        mine = self.filter(taker__person=person)
        taken = Q(state=HandingState.DONE, changed_at__gt=now - SEEN_WITHIN)
        return mine.filter(Q(state=HandingState.AGREED) | taken)

    def whole(self) -> Self:
        """With all that a page shows of them."""
        rows = self.select_related("giver__person", "taker__person", "member")
        return rows.prefetch_related(
            "items__version__note__booking__member",
            "items__version__note__booking__specialist__person",
            "items__version__co_signature__signed_by",
            "items__promise",
        )


class WarmHandOver(models.Model):
    """A specialist asks a member whether another one may go on, and with which notes and promises."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    giver = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="hand_overs_given"
    )
    taker = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="hand_overs_taken"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hand_overs"
    )
    words = models.TextField(max_length=HANDING)  # to the member, and then to the other peer
    state = models.CharField(max_length=10, choices=HandingState, default=HandingState.ASKED)
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = WarmHandOverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("giver", "member"),
                condition=Q(state__in=OPEN),
                name="sessions_warmhandover_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(giver=models.F("taker")), name="sessions_warmhandover_to_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"WarmHandOver#{self.pk}"


class HandedItem(models.Model):
    """One thing that could move: a wording that the member reads, or a promise that is open."""

    hand_over = models.ForeignKey(WarmHandOver, on_delete=models.CASCADE, related_name="items")
    version = models.ForeignKey(
        NoteVersion, null=True, on_delete=models.PROTECT, related_name="handed"
    )
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="handed")
    agreed = models.BooleanField(default=False)  # the member said yes to this one

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(version=None, promise__isnull=False)
                | Q(version__isnull=False, promise=None),
                name="sessions_handeditem_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"HandedItem#{self.pk}"
