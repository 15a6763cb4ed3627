"""Who looks after whom, what they signed, and the log of their talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.supervision.states import Occasion

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of an entry


class SupervisionQuerySet(models.QuerySet["Supervision"]):
    """Questions about who looks after whom."""

    def current(self) -> Self:
        """Those that go on."""
        return self.filter(ended_at=None)

    def with_(self, person: User) -> Self:
        """Those that a person is part of, on either side."""
        return self.filter(Q(specialist=person) | Q(supervisor=person))


class Supervision(models.Model):
    """A supervisor looks after a specialist, from ``began_at`` until ``ended_at``."""

    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervisions"
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_after"
    )
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("specialist",),
                condition=Q(ended_at=None),
                name="matching_supervision_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(specialist=models.F("supervisor")),
                name="matching_supervision_by_somebody_else",
            ),
            models.CheckConstraint(
                # The installation itself ends it when the role is lost.
                condition=Q(ended_by=None) | Q(ended_at__isnull=False),
                name="matching_supervision_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Supervision#{self.pk}"


class RoleSignature(models.Model):
    """Somebody signed the description of the role as it was. The database keeps it as it is."""

    supervision = models.ForeignKey(
        Supervision, on_delete=models.PROTECT, related_name="signatures"
    )
    version = models.CharField(max_length=16)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_signatures"
    )
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("supervision", "version", "signed_by"), name="matching_rolesignature_once"
            ),
        )

    def __str__(self) -> str:
        return f"RoleSignature#{self.pk}"


class LogEntry(models.Model):
    """What one of the two wrote of a talk. Both read it; the database keeps it as it is."""

    supervision = models.ForeignKey(Supervision, on_delete=models.PROTECT, related_name="entries")
    occasion = models.CharField(max_length=16, choices=Occasion)
    words = models.TextField(max_length=WORDS)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervision_entries"
    )
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"LogEntry#{self.pk}"
