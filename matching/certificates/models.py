"""Certificates: that somebody has gone the whole way, and until which day it holds."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from matching.checks.models import BackgroundCheck
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role

NUMBER = 14  # characters


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Questions about certificates."""

    def of(self, person: User) -> Self:
        """The person's own, newest first."""
        return self.filter(person=person).order_by("-valid_through", "-pk")

    def valid(self, on: date) -> Self:
        """Those that hold on a day (of UTC)."""
        return self.filter(valid_from__lte=on, valid_through__gte=on)

    def in_force(self, on: date) -> Self:
        """Those that hold on a day, of people who are specialists now and whose check has not aged."""
        return self.valid(on).filter(
            person__in=User.objects.holding(Role.SPECIALIST),
            person_id__in=BackgroundCheck.objects.in_force(on).values("person"),
        )


class Certificate(models.Model):
    """One year of being a certified peer specialist. It names nobody; the database keeps it as it is."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    number = models.CharField(max_length=NUMBER, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Days of UTC, the last one included.
    valid_from = models.DateField()
    valid_through = models.DateField(db_index=True)
    renews = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="renewal", null=True
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_through__gt=models.F("valid_from")),
                name="matching_certificate_holds_some_days",
            ),
        )

    def __str__(self) -> str:
        return f"Certificate#{self.pk}"

    def get_absolute_url(self) -> str:
        """Where everybody can check it."""
        return reverse("matching:certificate", args=[self.number])
