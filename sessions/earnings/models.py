"""What specialists earned, month by month, and what they were paid.

PostgreSQL lets nothing of it change afterwards (0040): a line comes into one statement once.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from matching.models import SpecialistProfile
from sessions.bookings.models import Booking
from sessions.ledger.models import LedgerEntry

REFERENCE = 40  # characters of a bank's reference


class StatementQuerySet(models.QuerySet["Statement"]):
    """Questions about statements."""

    def by_specialist(self) -> dict[int, int]:
        """What they come to for each specialist, by the key of the profile."""
        return dict(self.order_by().values_list("specialist").annotate(Sum("cents")))


class Statement(models.Model):
    """A month of a specialist that is over: its lines, and what they come to, for good."""

    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="statements"
    )
    month = models.DateField()  # its first day, on the specialist's clock
    cents = models.IntegerField()  # less than nothing where more was taken back than earned
    closed_at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("specialist", "month"), name="sessions_statement_once_a_month"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="sessions_statement_of_a_month"),
        )

    def __str__(self) -> str:
        return f"Statement#{self.pk}"


class EarningQuerySet(models.QuerySet["Earning"]):
    """Questions about what was earned."""

    def of(self, profile: SpecialistProfile) -> Self:
        """What this specialist earned, in the order in which it was written."""
        return self.filter(specialist=profile).order_by("pk")

    def open(self) -> Self:
        """What no statement has yet."""
        return self.filter(statement=None)

    def cents(self) -> int:
        """What it comes to."""
        summed: int = self.aggregate(cents=Coalesce(Sum(F("base_cents") + F("above_cents")), 0))[
            "cents"
        ]
        return summed


class Earning(models.Model):
    """One entry of the ledger about the pay for one session: earned, or taken back again."""

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="earning")
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="earnings")
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="earnings"
    )
    statement = models.ForeignKey(
        Statement, null=True, on_delete=models.PROTECT, related_name="lines"
    )
    is_back = models.BooleanField()
    # Told apart because what is above the floor says something of who paid: it is shown by the month.
    base_cents = models.IntegerField()
    above_cents = models.IntegerField()
    deposit_cents = models.PositiveIntegerField()  # that it took from what was paid, or gave back
    minutes = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    at = models.DateTimeField()

    objects = EarningQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_back=False, base_cents__gte=0, above_cents__gte=0)
                | Q(is_back=True, base_cents__lte=0, above_cents__lte=0),
                name="sessions_earning_to_or_back",
            ),
        )
        indexes = (
            models.Index(fields=("booking",), name="sessions_earning_of_booking"),
            models.Index(fields=("specialist", "statement"), name="sessions_earning_of_peer"),
        )

    def __str__(self) -> str:
        return f"Earning#{self.pk}"

    @property
    def cents(self) -> int:
        """All of it."""
        return self.base_cents + self.above_cents


class PayoutQuerySet(models.QuerySet["Payout"]):
    """Questions about payouts."""

    def waiting(self) -> Self:
        """Those that wait for a second person."""
        return self.filter(released_at=None, withdrawn_at=None)

    def standing(self) -> Self:
        """Those that were paid, or wait to be."""
        return self.filter(withdrawn_at=None)

    def paid(self) -> Self:
        """Those that were paid, the latest first."""
        return self.filter(released_at__isnull=False).order_by("-released_at", "-pk")

    def cents(self) -> int:
        """What they come to."""
        summed: int = self.aggregate(cents=Coalesce(Sum("sum_cents"), 0))["cents"]
        return summed

    def by_specialist(self) -> dict[int, int]:
        """The same for each specialist, by the key of the profile."""
        return dict(self.order_by().values_list("specialist").annotate(Sum("sum_cents")))


class Payout(models.Model):
    """Money on its way to a specialist: one person makes it, another one pays it at the bank."""

    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="payouts"
    )
    sum_cents = models.PositiveIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    reference = models.CharField(max_length=REFERENCE, blank=True)  # of the transfer at the bank
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    objects = PayoutQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("specialist",),
                condition=Q(released_at=None, withdrawn_at=None),
                name="sessions_payout_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(sum_cents__gt=0), name="sessions_payout_above_nothing"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by=None, reference="")
                | (Q(released_at__isnull=False, released_by__isnull=False) & ~Q(reference="")),
                name="sessions_payout_released_with_its_reference",
            ),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("made_by")),
                name="sessions_payout_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, released_at=None),
                name="sessions_payout_withdrawn_or_released",
            ),
        )

    def __str__(self) -> str:
        return f"Payout#{self.pk}"
