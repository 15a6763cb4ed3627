"""Background checks: that one was made, and until which day it counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from matching.checks.states import Result

if TYPE_CHECKING:
    from peerhub.accounts.models import User

PERSON = settings.AUTH_USER_MODEL
PROVIDER = 64


class BackgroundCheckQuerySet(models.QuerySet["BackgroundCheck"]):
    """Questions about background checks."""

    def of(self, person: User) -> Self:
        """The person's, newest first."""
        return self.filter(person=person).order_by("-recorded_at", "-pk")

    def newest(self) -> Self:
        """The newest one of each person: the others say nothing any more."""
        rows = self.model.objects.order_by("person", "-recorded_at", "-pk").distinct("person")
        return self.filter(pk__in=rows.values("pk"))

    def in_force(self, on: date) -> Self:
        """Those newest ones that stand against nothing and have not aged on a day (of UTC)."""
        return self.newest().filter(result=Result.CLEAR, valid_through__gte=on)


class BackgroundCheck(models.Model):
    """That a check was made: never the report. Another check is another row, kept as it is."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="background_checks")
    # None: made again for somebody who is a specialist already.
    application = models.ForeignKey(
        "matching.Application", on_delete=models.PROTECT, related_name="checks", null=True
    )
    provider = models.CharField(max_length=PROVIDER)
    checked_on = models.DateField()
    result = models.CharField(max_length=8, choices=Result)
    valid_through = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects = BackgroundCheckQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(valid_through__gt=models.F("checked_on")),
                name="matching_backgroundcheck_holds_some_days",
            ),
        )

    def __str__(self) -> str:
        return f"BackgroundCheck#{self.pk}"
