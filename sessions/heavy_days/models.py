"""Days that may be hard: when, what their member wrote for them, and what rests around them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import How, User
from peerhub.crypto import seal, unseal
from peerhub.topics.models import ContentNote
from sessions.heavy_days.dates import AROUND, LONGEST, Span, Turn
from sessions.heavy_days.states import Hours, Part


class HardDayQuerySet(models.QuerySet["HardDay"]):
    """Questions about days."""

    def of(self, person: User) -> Self:
        """A person's own: nobody else is ever given them."""
        return self.filter(member=person)

    def due(self, *, now: datetime) -> Self:
        """Those that have something to be planned, the longest waiting first."""
        return self.filter(look_at__lte=now).order_by("look_at", "pk")


class HardDay(models.Model):
    """One day, some days or a season of one member. Deleting it leaves nothing of it.

    What is to come is planned by rows: topics that rest and a notice have their own times, and
    ``look_at`` says when somebody has to look again.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hard_days"
    )
    first_on = models.DateField()
    last_on = models.DateField()  # within it
    yearly = models.BooleanField(default=False)
    round = models.PositiveIntegerField(default=0)  # goes on when the dates are changed
    # "": nothing written.
    sealed_name = models.BinaryField(default=b"")
    sealed_helps = models.BinaryField(default=b"")
    sealed_note = models.BinaryField(default=b"")
    sealed_whom = models.BinaryField(default=b"")
    # Softer content around it.
    soft_notes = models.ManyToManyField(ContentNote, related_name="+")
    soft_how = models.CharField(max_length=8, choices=How, default=How.COVER)
    soft_before = models.PositiveSmallIntegerField(default=0)  # days
    soft_after = models.PositiveSmallIntegerField(default=0)  # days
    softened = models.CharField(max_length=24, blank=True, default="")  # the turn planned so
    lifted = models.CharField(max_length=24, blank=True, default="")  # the turn without it
    heads_up = models.PositiveSmallIntegerField(null=True)  # days before; None: no notice
    # Somebody to keep a time with.
    specialist = models.ForeignKey(
        SpecialistProfile, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    hours = models.CharField(max_length=12, choices=Hours, default=Hours.ANY)
    offered = models.CharField(max_length=24, blank=True, default="")  # the turn it was done for
    offered_start = models.DateTimeField(null=True)  # of the time that we kept
    hidden_on = models.DateField(null=True)  # "Not now": the home page says nothing on that day
    look_at = models.DateTimeField(null=True)  # None: nothing is to come
    written_at = models.DateTimeField()

    objects = HardDayQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on"), last_on__lt=F("first_on") + LONGEST),
                name="sessions_hardday_at_most_six_weeks",
            ),
            models.CheckConstraint(
                condition=Q(soft_before__lte=AROUND, soft_after__lte=AROUND)
                & (Q(heads_up=None) | Q(heads_up__lte=AROUND)),
                name="sessions_hardday_two_weeks_around",
            ),
        )
        indexes = (
            models.Index(
                fields=("look_at",),
                condition=Q(look_at__isnull=False),
                name="sessions_hardday_look_at",
            ),
        )

    def __str__(self) -> str:
        return f"HardDay#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("sessions:hard_day", args=[self.public_id])

    @property
    def span(self) -> Span:
        """Its days, as a plain value."""
        return Span(self.first_on, self.last_on, self.yearly)

    @property
    def reference(self) -> str:
        """Begins the names of its notices and of what rests around it; it says no date."""
        return f"hard-day:{self.public_id}"

    def mark(self, turn: Turn) -> str:
        """Names one of its turns for ever, without a date."""
        return f"{self.round}:{turn.number}"

    def words(self, part: Part) -> str:
        """What the member wrote; "" for nothing.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        sealed = bytes(self.sealed(part))
        return unseal(sealed, place=self._place(part)) if sealed else ""

    def sealed(self, part: Part) -> bytes:
        """The same as it lies in the database."""
        found: bytes = getattr(self, f"sealed_{part.value}")
        return bytes(found)

    def put(self, part: Part, words: str) -> None:
        """Seal ``words`` into this row, whose public id is known."""
        sealed = seal(words, place=self._place(part)) if words else b""
        setattr(self, f"sealed_{part.value}", sealed)

    def _place(self, part: Part) -> str:
        """Where its words belong: none of this ever changes."""
        return f"peer_sessions.hardday.{part.value}:{self.public_id}"

    @property
    def name(self) -> str:
        """What its member calls it; "" where it has no name."""
        return self.words(Part.NAME)

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_on - self.first_on) // timedelta(days=1) + 1


class HardDayShare(models.Model):
    """One specialist may see that these days may be hard, until the row is gone."""

    day = models.OneToOneField(HardDay, on_delete=models.CASCADE, related_name="share")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hard_days_shared"
    )
    with_words = models.BooleanField(default=False)  # its name, and what helps
    shared_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"HardDayShare#{self.pk}"
