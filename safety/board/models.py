"""Requests to switch a rule of the screening off or on again: who asked, why, who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safety.board.states import Standing

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 1000  # characters of the reason


class SwitchQuerySet(models.QuerySet["Switch"]):
    """Questions about requests."""

    def waiting(self) -> Self:
        """For a second person, the oldest first."""
        return self.filter(answered_at=None, taken_back_at=None).order_by("asked_at", "pk")

    def in_effect(self) -> Self:
        """Of each rule that was ever switched, what two people agreed last."""
        return self.filter(agreed=True).order_by("rule", "-answered_at", "-pk").distinct("rule")

    def off(self) -> frozenset[str]:
        """The ids of the rules that are off."""
        latest = self.in_effect().values_list("rule", "to_off")
        return frozenset(rule for rule, to_off in latest if to_off)


class Switch(models.Model):
    """One person asked that a rule is off, or on again; a second one says yes or no.

    A rule is on until a row says otherwise. The row that counts is the one agreed last.
    """

    rule = models.CharField(max_length=64)
    to_off = models.BooleanField()
    words = models.CharField(max_length=WORDS)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="switches_asked"
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="switches_answered",
    )
    agreed = models.BooleanField(null=True)
    # Only who asked takes it back; there is no other "by".
    taken_back_at = models.DateTimeField(null=True)

    objects = SwitchQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("rule",),
                condition=Q(answered_at=None, taken_back_at=None),
                name="safety_switch_one_request_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="safety_switch_says_why"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, agreed=None)
                | Q(
                    answered_at__isnull=False,
                    answered_by__isnull=False,
                    agreed__isnull=False,
                    taken_back_at=None,
                ),
                name="safety_switch_answered_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")),
                name="safety_switch_answered_by_a_second_person",
            ),
        )
        indexes = (
            models.Index(
                fields=("rule", "-answered_at"),
                condition=Q(agreed=True),
                name="safety_switch_in_effect",
            ),
        )

    def __str__(self) -> str:
        return f"Switch#{self.pk}"

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.taken_back_at is not None:
            return Standing.TAKEN_BACK
        if self.agreed is None:
            return Standing.WAITING
        return Standing.AGREED if self.agreed else Standing.REFUSED

    def is_of(self, person: User) -> bool:
        """Whether this person asked."""
        return self.asked_by_id == person.pk
