"""What sessions take of the free half hours. The half hours themselves lie in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Coalesce

from safety.flags.models import Flag
from sessions.bookings.models import Booking
from sessions.wallet.allowance import Held, Source
from sessions.wallet.states import UseState

LABEL, MONTH = 40, 7  # characters


class FreeUseQuerySet(models.QuerySet["FreeUse"]):
    """Questions about uses."""

    def of(self, booking: Booking) -> FreeUse | None:
        """What this session takes, with its parts; None where it takes nothing."""
        return self.filter(booking=booking).prefetch_related("parts").first()

    def counting(self) -> Self:
        """All but those that turned out to be about danger: these never count."""
        return self.filter(spared_at=None)

    def about_danger(
        self, level: int, *, kinds: Collection[str], before: timedelta, after: timedelta
    ) -> Self:
        """Those of whose session a case of ``level`` or higher about its member tells.

        Either its note has one, or one of these kinds was opened while its room was open.
        """
        over = Coalesce(OuterRef("booking__longer_until"), OuterRef("booking__ends_at"))
        seen = Flag.objects.filter(
            author=OuterRef("booking__member"),
            level__gte=level,
            subject_kind__in=kinds,
            raised_at__gte=ExpressionWrapper(
                OuterRef("booking__starts_at") - before, output_field=models.DateTimeField()
            ),
            raised_at__lt=ExpressionWrapper(over + after, output_field=models.DateTimeField()),
        )
        return self.filter(Q(booking__session_note__case__level__gte=level) | Exists(seen))


class FreeUse(models.Model):
    """A session that free half hours bear; which ones say its parts, and where they lie its state."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="free_use")
    month = models.CharField(max_length=MONTH)  # "2026-11", of its start on the member's clock
    state = models.CharField(max_length=8, choices=UseState, default=UseState.KEPT)
    told = models.PositiveSmallIntegerField(default=1)  # entries of the ledger about it
    spared_at = models.DateTimeField(null=True)  # it was about danger, and never counts

    objects = FreeUseQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(spared_at=None) | Q(state=UseState.BACK),
                name="sessions_freeuse_spared_is_given_back",
            ),
            models.CheckConstraint(condition=Q(told__gte=1), name="sessions_freeuse_was_kept_once"),
        )

    def __str__(self) -> str:
        return f"FreeUse#{self.pk}"

    @property
    def held(self) -> list[Held]:
        """What it takes, by source."""
        return [part.value for part in self.parts.all()]

    @property
    def halves(self) -> int:
        """How many it takes in all."""
        return sum(part.halves for part in self.held)


class FreePart(models.Model):
    """Half hours of one source that a session takes."""

    use = models.ForeignKey(FreeUse, on_delete=models.CASCADE, related_name="parts")
    source = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Source])
    label = models.CharField(max_length=LABEL)  # of the accounts in which they lie
    halves = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("use", "source", "label"), name="sessions_freepart_once_a_source"
            ),
            models.CheckConstraint(
                condition=Q(halves__gte=1, halves__lte=2),
                name="sessions_freepart_of_one_session",
            ),
        )

    def __str__(self) -> str:
        return f"FreePart#{self.pk}"

    @property
    def value(self) -> Held:
        """It as a plain value."""
        return Held(Source(self.source), self.label, self.halves)


class PoolPress(models.Model):
    """A member asked the sponsors' pool to bear their next session; why is nobody's to know.

    It goes when a session is borne by it, or when they press again to take it back.
    """

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pool_press"
    )
    pressed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PoolPress#{self.pk}"
