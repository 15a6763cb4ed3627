"""Who pays for places, who has one, and the figures that were shown of it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from matching.fairness.hiding import FEWEST
from peerhub.accounts.models import User
from sessions.organisations.states import Kind

NAME, GROUP = 60, 40  # characters


def new_public_id() -> str:
    """For an address that says nothing."""
    return secrets.token_urlsafe(12)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Questions about organisations."""

    def looked_after_by(self, person: User) -> Self:
        """Those whose figures this person may see as their steward."""
        return self.filter(stewards__person=person, stewards__ended_at=None)


class Organisation(models.Model):
    """A campus, an employer, a clinic or a health plan that pays for members' places."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    name = models.CharField(max_length=NAME, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    time_zone = models.CharField(max_length=64)
    # Office hours, Monday to Friday: what begins at other times is support outside of them.
    opens = models.TimeField()
    closes = models.TimeField()
    places = models.PositiveIntegerField()  # that are paid for
    sessions_a_month = models.PositiveSmallIntegerField()  # that a place adds, free for its member
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="sessions_organisation_opens_first"
            ),
        )

    def __str__(self) -> str:
        return f"Organisation#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its figures."""
        return reverse("sessions:organisation", args=[self.public_id])

    @property
    def zone(self) -> ZoneInfo:
        """Its time zone."""
        return ZoneInfo(self.time_zone)


class Steward(models.Model):
    """Somebody of the organisation who sees its figures and makes codes; never a person."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="stewards"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stewardships"
    )
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person"),
                condition=Q(ended_at=None),
                name="sessions_steward_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="sessions_steward_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Steward#{self.pk}"


class Cohort(models.Model):
    """A group of an organisation, such as a year; everybody is in one at most."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=GROUP)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)  # the last day on which somebody can join

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "name"), name="sessions_cohort_once"),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="sessions_cohort_opens_first",
            ),
        )

    def __str__(self) -> str:
        return f"Cohort#{self.pk}"


class JoinCodeQuerySet(models.QuerySet["JoinCode"]):
    """Questions about codes."""

    def working(self, *, now: datetime) -> Self:
        """Those that were not taken back and have not ended."""
        return self.filter(revoked_at=None, expires_at__gt=now, cohort__organisation__ended_at=None)


class JoinCode(models.Model):
    """A code for one cohort, for many to use. It counts nothing, so it cannot tell of anybody."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True)  # keyed; the code itself is not kept
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = JoinCodeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="sessions_joincode_revoked_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"JoinCode#{self.pk}"


class BelongingQuerySet(models.QuerySet["Belonging"]):
    """Questions about who has a place."""

    def held(self) -> Self:
        """Those that were not given back."""
        return self.filter(left_at=None)


class Belonging(models.Model):
    """A member's place in a cohort, from their yes until they leave. Nobody but they see it."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="belongings"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="belongings")
    version = models.CharField(max_length=16)  # of the words they said yes to
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    measures_since = models.DateTimeField(null=True)  # answers from then on may be counted

    objects = BelongingQuerySet.as_manager()

    class Meta:
        constraints = (
            # One place at a time: two organisations cannot put their figures of one person together.
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(left_at=None),
                name="sessions_belonging_one_a_member",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(measures_since=None),
                name="sessions_belonging_nothing_counted_once_left",
            ),
        )

    def __str__(self) -> str:
        return f"Belonging#{self.pk}"


class FigureMonth(models.Model):
    """One month of an organisation, as it was shown from ``frozen_at`` on; it never changes."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()  # its first day
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "month"), name="sessions_figuremonth_once"
            ),
        )

    def __str__(self) -> str:
        return f"FigureMonth#{self.pk}"


def _many(field: str) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__gte": FEWEST})


class FigureRow(models.Model):
    """A cohort in one month, only what is shown: what is hidden lies nowhere."""

    figures = models.ForeignKey(FigureMonth, on_delete=models.CASCADE, related_name="rows")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveIntegerField()  # low ends of steps
    active = models.PositiveIntegerField(null=True)
    sessions = models.PositiveIntegerField(null=True)  # rounded
    hours = models.PositiveIntegerField(null=True)
    outside = models.PositiveSmallIntegerField(null=True)  # percent

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("figures", "cohort"),
                nulls_distinct=False,
                name="sessions_figurerow_once_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(places__gte=FEWEST) & _many("active"),
                name="sessions_figurerow_of_eleven_and_more",
            ),
            models.CheckConstraint(
                condition=Q(active__isnull=False) | Q(sessions=None, hours=None, outside=None),
                name="sessions_figurerow_says_whose_sessions",
            ),
        )

    def __str__(self) -> str:
        return f"FigureRow#{self.pk}"


class ChangeFigure(models.Model):
    """How much answers to one instrument changed, over people who are in no other figure."""

    figures = models.ForeignKey(FigureMonth, on_delete=models.CASCADE, related_name="changes")
    instrument = models.CharField(max_length=16)
    people = models.PositiveIntegerField()
    mean = models.DecimalField(max_digits=4, decimal_places=1)
    low = models.DecimalField(max_digits=4, decimal_places=1)
    high = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("figures", "instrument"), name="sessions_changefigure_once_a_month"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=FEWEST) & Q(low__lte=F("high")),
                name="sessions_changefigure_of_eleven_and_more",
            ),
        )

    def __str__(self) -> str:
        return f"ChangeFigure#{self.pk}"


class ChangeCounted(models.Model):
    """Whose answers a figure has counted, so that they are in no other; shown to nobody."""

    figure = models.ForeignKey(ChangeFigure, on_delete=models.CASCADE, related_name="counted")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instrument = models.CharField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "instrument"), name="sessions_changecounted_once_ever"
            ),
        )

    def __str__(self) -> str:
        return f"ChangeCounted#{self.pk}"
