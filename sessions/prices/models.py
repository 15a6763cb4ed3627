"""What specialists ask, what members say that they can pay, and what held when a session was booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod

from matching.models import SpecialistProfile
from sessions.bookings.models import Booking
from sessions.prices.sums import DOLLAR, SHARES, TERMS

if TYPE_CHECKING:
    from peerhub.accounts.models import User

MOST = max(each.most for each in TERMS)


class PriceChangeQuerySet(models.QuerySet["PriceChange"]):
    """Questions about prices."""

    def of(self, profile: SpecialistProfile) -> Self:
        """What this specialist asked over time, the latest first."""
        return self.filter(specialist=profile).order_by("-at", "-pk")


class PriceChange(models.Model):
    """From then on a specialist asks so much for 30 minutes. The rows are the history: none changes."""

    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="price_changes"
    )
    cents = models.PositiveIntegerField(null=True)  # None: asks nothing
    is_paid = models.BooleanField(default=True)  # False: gives the time, and wants no pay for it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PriceChangeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(cents=None) | Q(cents__gt=0, cents__lte=MOST, is_paid=True),
                name="sessions_pricechange_within_the_band",
            ),
            models.CheckConstraint(
                condition=Q(cents=None) | Q(cents=F("cents") - Mod(F("cents"), DOLLAR)),
                name="sessions_pricechange_whole_dollars",
            ),
        )
        indexes = (models.Index(fields=("specialist", "-at"), name="sessions_pricechange_of"),)

    def __str__(self) -> str:
        return f"PriceChange#{self.pk}"


class OwnShareQuerySet(models.QuerySet["OwnShare"]):
    """Questions about shares."""

    def of(self, member: User) -> int:
        """Percent of a price that they pay: all of it where they said nothing."""
        said = self.filter(member=member).values_list("percent", flat=True).first()
        return SHARES[-1] if said is None else said


class OwnShare(models.Model):
    """A member said which share of prices they can pay: that and the day, and nothing of why."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="own_share"
    )
    percent = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()

    objects = OwnShareQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(percent__in=SHARES), name="sessions_ownshare_one_of_five"
            ),
        )

    def __str__(self) -> str:
        return f"OwnShare#{self.pk}"


class Quoted(models.Model):
    """What a session cost when it was booked; what anybody changes later does not touch it."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="quoted")
    price_cents = models.PositiveIntegerField(null=True)  # for its minutes; None: asked nothing
    share_percent = models.PositiveSmallIntegerField()
    to_pay_cents = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(price_cents=None, to_pay_cents=0)
                | Q(to_pay_cents__lte=F("price_cents"), share_percent__in=SHARES),
                name="sessions_quoted_no_more_than_its_price",
            ),
        )

    def __str__(self) -> str:
        return f"Quoted#{self.pk}"
