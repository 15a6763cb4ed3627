"""Who is on when: the weeks that are kept, dated shifts, swaps, and the clinicians of the team."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from peerhub.ranges import TsTzRange
from peerhub.weekdays import Weekday
from safety.rota.states import Post


def both_or_none(what: str) -> Q:
    """When and who travel together."""
    at, by = f"{what}_at", f"{what}_by"
    return Q(**{at: None, by: None}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False})


class OnCallClinician(models.Model):
    """A clinician of the team, who may be on call; the role alone is also held by those outside."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="on_call_lists"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(ended_at=None),
                name="safety_oncallclinician_once",
            ),
            models.CheckConstraint(
                condition=both_or_none("ended"),
                name="safety_oncallclinician_ended_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"OnCallClinician#{self.pk}"


class Weekly(models.Model):
    """Every week on this day, on the wall of ``settings.ROTA_ZONE``, so many people at a post."""

    post = models.CharField(max_length=16, choices=Post)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField()  # not after ``opens``: on the next morning
    people = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=both_or_none("ended"), name="safety_weekly_ended_at_and_by_together"
            ),
        )

    def __str__(self) -> str:
        return f"Weekly#{self.pk}"


class OnCallQuerySet(models.QuerySet["Shift"]):
    """Questions about shifts."""

    def standing(self) -> Self:
        """Not called off."""
        return self.filter(called_off_at=None)

    def touching(self, since: datetime, until: datetime) -> Self:
        """Those of which some part lies between two instants."""
        return self.filter(starts_at__lt=until, ends_at__gt=since)

    def on(self, *, now: datetime) -> Self:
        """Those that run, with somebody who took them."""
        return self.standing().filter(
            starts_at__lte=now, ends_at__gt=now, person__isnull=False, person__is_active=True
        )

    def open(self) -> Self:
        """Those that nobody has taken."""
        return self.standing().filter(person=None)

    def in_order(self) -> Self:
        """The next one first."""
        return self.order_by("starts_at", "post", "pk")


class Shift(models.Model):
    """One person, or nobody yet, is there for one post from one instant to another."""

    post = models.CharField(max_length=16, choices=Post)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="shifts"
    )
    # From which week it was made, for which day, and as the how manieth of that day.
    weekly = models.ForeignKey(Weekly, null=True, on_delete=models.PROTECT, related_name="shifts")
    day = models.DateField(null=True)
    seat = models.PositiveSmallIntegerField(default=1)
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opened = models.PositiveIntegerField(default=0)  # how often it was given back
    told = models.PositiveSmallIntegerField(default=0)  # which of states.CALLS are done

    objects = OnCallQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("weekly", "day", "seat"), name="safety_shift_made_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="safety_shift_ends_after_start"
            ),
            models.CheckConstraint(
                condition=both_or_none("called_off"),
                name="safety_shift_called_off_at_and_by_together",
            ),
            ExclusionConstraint(
                name="safety_shift_one_at_a_time",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ),
                condition=Q(called_off_at=None),
            ),
        )
        indexes = (models.Index(fields=("ends_at", "starts_at"), name="safety_shift_when"),)

    def __str__(self) -> str:
        return f"Shift#{self.pk}"


class Swap(models.Model):
    """Somebody asks that another takes a shift of theirs, or that two shifts change hands."""

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="swaps")
    # The shift they would take for it, which only whoever has it can agree to; None: anybody may
    # take theirs, and nothing comes back.
    for_shift = models.ForeignKey(
        Shift, null=True, on_delete=models.PROTECT, related_name="wanted_swaps"
    )
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked_swaps"
    )
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="accepted_swaps"
    )
    ended_at = models.DateTimeField(null=True)  # taken back, or overtaken by something else

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("shift",),
                condition=Q(accepted_at=None, ended_at=None),
                name="safety_swap_one_open",
            ),
            models.CheckConstraint(
                condition=both_or_none("accepted"), name="safety_swap_accepted_at_and_by_together"
            ),
        )

    def __str__(self) -> str:
        return f"Swap#{self.pk}"
