"""Sessions that two people have regularly."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking, new_public_id
from sessions.bookings.states import Mode
from sessions.series.dates import EVERY, FEWEST, MOST, Rhythm


class SeriesQuerySet(models.QuerySet["Series"]):
    """Questions about series."""

    def for_person(self, person: User) -> Self:
        """Those in which the person meets somebody, on either side."""
        return self.filter(Q(member=person) | Q(specialist__person=person))

    def with_people(self) -> Self:
        """Both people at once, for pages that name them."""
        return self.select_related("member", "specialist__person")

    def going(self) -> Self:
        """Those with dates that are still to be booked."""
        return self.filter(due_at__isnull=False)

    def due(self, *, now: datetime) -> Self:
        """Those of which a date has come in reach, or may have."""
        return self.filter(due_at__lte=now).order_by("due_at", "pk")


class Series(models.Model):
    """A promise to meet every week, or every two, some number of times. Each session is a booking of its own.

    Sessions can be booked only so far ahead. What lies further is booked when it comes in reach.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="series"
    )
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="series"
    )
    first_at = models.DateTimeField()
    zone_name = models.CharField(max_length=64)  # the specialist's, when it began
    every = models.PositiveSmallIntegerField()  # weeks
    count = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=8, choices=Mode)
    made_at = models.DateTimeField()
    dealt_with = models.PositiveSmallIntegerField(
        default=0
    )  # how many dates are booked or passed over
    due_at = models.DateTimeField(
        null=True
    )  # when the next date comes in reach; None: nothing is left
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(every__in=EVERY, count__gte=FEWEST, count__lte=MOST),
                name="sessions_series_within_bounds",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, due_at=None),
                name="sessions_series_ended_books_nothing",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(dealt_with__lt=F("count")),
                name="sessions_series_due_while_dates_are_left",
            ),
            models.UniqueConstraint(
                fields=("member", "specialist"),
                condition=Q(due_at__isnull=False),
                name="sessions_series_one_going_of_two_people",
            ),
        )
        indexes = (models.Index(fields=("due_at",), name="sessions_series_due"),)

    def __str__(self) -> str:
        return f"Series#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page that both people see."""
        return reverse("sessions:series", args=[self.public_id])

    @property
    def rhythm(self) -> Rhythm:
        """When its sessions are."""
        return Rhythm(self.first_at, ZoneInfo(self.zone_name), self.every, self.count)

    @property
    def length(self) -> timedelta:
        """Of each session."""
        return timedelta(minutes=self.minutes)

    @property
    def how_often(self) -> str:
        """As one says it."""
        return "every week" if self.every == 1 else "every two weeks"


class SeriesDate(models.Model):
    """What became of one date: a booking, which may be changed like any other, or nothing."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="dates")
    number = models.PositiveSmallIntegerField()  # from 0
    starts_at = models.DateTimeField()  # as it was meant; the booking may have been moved since
    booking = models.OneToOneField(
        Booking, null=True, on_delete=models.PROTECT, related_name="series_date"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("series", "number"), name="sessions_seriesdate_each_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"SeriesDate#{self.pk}"
