"""Who looks after whom, what they signed, and the log of their talks."""

from __future__ import annotations

from datetime import datetime
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


class HandOverQuerySet(models.QuerySet["HandOver"]):
    """Questions about hand-overs."""

    def open(self) -> Self:
        """Agreed, and not come true or dropped yet."""
        return self.filter(done_at=None, dropped_at=None)

    def due(self, now: datetime) -> Self:
        """Open ones whose day has come, or whose supervisor has left before it."""
        came = Q(begins_at__lte=now) | Q(supervision__ended_at__isnull=False)
        return self.open().filter(came).order_by("begins_at", "pk")

    def seen_by(self, person: User) -> Self:
        """Those of which a person is one of the three."""
        three = Q(supervision__specialist=person) | Q(supervision__supervisor=person) | Q(to=person)
        return self.filter(three).select_related(
            "supervision__specialist", "supervision__supervisor", "to", "into"
        )


class HandOver(models.Model):
    """A supervisor hands a specialist over to another one from a day on, with a word to both."""

    supervision = models.ForeignKey(
        Supervision, on_delete=models.PROTECT, related_name="hand_overs"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handed_to"
    )
    begins_at = models.DateTimeField()
    words = models.TextField(max_length=WORDS)
    agreed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    into = models.OneToOneField(
        Supervision, on_delete=models.PROTECT, related_name="came_by", null=True
    )
    dropped_at = models.DateTimeField(null=True)  # taken back, or it could not come true

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("supervision",),
                condition=Q(done_at=None, dropped_at=None),
                name="matching_handover_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, into=None)
                | Q(done_at__isnull=False, into__isnull=False, dropped_at=None),
                name="matching_handover_done_or_dropped",
            ),
        )

    def __str__(self) -> str:
        return f"HandOver#{self.pk}"
