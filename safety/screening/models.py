"""What the second look decided, how heavy a member's last messages were, and whether it works."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from safety.flags.models import Flag

OFFER_STAYS = timedelta(days=7)  # who comes back later is not met with an old evening
HALF_LIFE = timedelta(hours=12)  # after which a message weighs half


class Decision(models.Model):
    """Why a text was brought before a person: figures and names of exemplars, no words of theirs.

    Where in the text its rules spoke stands in the flag, as long as this is its highest level.
    """

    flag = models.ForeignKey(Flag, on_delete=models.CASCADE, related_name="decisions")
    at = models.DateTimeField()
    level = models.PositiveSmallIntegerField()
    score = models.FloatField()
    odds = models.FloatField(null=True)  # standard deviations above everyday talk
    likeness = models.FloatField(null=True)  # likewise
    rules = ArrayField(models.CharField(max_length=80), null=True)  # that spoke in both looks
    rules_off = ArrayField(models.CharField(max_length=80), null=True)  # that were switched off
    # [{"group": id, "similarity": cosine}], most alike first
    nearest = models.JSONField(default=list)
    version = models.CharField(max_length=200)
    degraded = models.BooleanField(default=False)  # the first look stands alone

    def __str__(self) -> str:
        return f"Decision#{self.pk}"


class HelpOfferQuerySet(models.QuerySet["HelpOffer"]):
    """Questions about offers."""

    def to_show(self, *, now: datetime) -> Self:
        """Not shown yet, and not from too long ago."""
        return self.filter(shown_at=None, offered_at__gt=now - OFFER_STAYS)


class HelpOffer(models.Model):
    """Somebody should see where help is, because of what only the second reading found."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="help_offers"
    )
    flag = models.ForeignKey(Flag, on_delete=models.CASCADE, related_name="help_offers")
    offered_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)

    objects = HelpOfferQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(shown_at=None),
                name="safety_helpoffer_one_waits",
            ),
        )

    def __str__(self) -> str:
        return f"HelpOffer#{self.pk}"


class Build(models.Model):
    """How heavy a member's last messages were together: one fading figure, no words.

    It finds who grows heavier over days without any one message that would. Faded figures are
    taken out by ``actions.forget_faded``.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    weight = models.FloatField(default=0.0)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # when it was last brought before a person

    def __str__(self) -> str:
        return f"Build#{self.pk}"

    def faded(self, now: datetime) -> float:
        """What is left of it now."""
        return float(self.weight * 0.5 ** (max(now - self.at, timedelta()) / HALF_LIFE))


class Health(models.Model):
    """Whether texts get their second look: one row."""

    degraded_since = models.DateTimeField(null=True)  # the first look stands alone
    late_since = models.DateTimeField(null=True)  # a text waits longer than it should

    def __str__(self) -> str:
        return f"Health#{self.pk}"
