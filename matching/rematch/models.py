"""Whom a member set aside, and how often people change: two tables that cannot be joined."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from matching.peers.models import SpecialistProfile
from matching.rematch.states import Shared
from peerhub.accounts.models import User


class SetAsideQuerySet(models.QuerySet["SetAside"]):
    """Questions about who was set aside."""

    def of(self, member: User) -> Self:
        """The member's own, the latest first; nobody else reads them."""
        mine = self.filter(member=member).select_related("specialist__person")
        return mine.order_by("-at", "-pk")


class SetAside(models.Model):
    """One member is not shown one specialist as a suggestion. It says nothing about either."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="set_asides"
    )
    specialist = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = SetAsideQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("member", "specialist"), name="matching_setaside_once"),
        )

    def __str__(self) -> str:
        return f"SetAside#{self.pk}"


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about changes."""

    def since(self, day: date) -> dict[str, int]:
        """How many there were from the week of ``day`` on, by what the two shared."""
        counted = self.filter(week__gte=day).values_list("shared")
        return dict(counted.annotate(models.Count("pk")).order_by())


class Change(models.Model):
    """Somebody changed to someone else. Neither who, nor from whom, nor on which day."""

    week = models.DateField()  # its Monday
    shared = models.CharField(max_length=8, choices=Shared)

    objects = ChangeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Change#{self.pk}"
