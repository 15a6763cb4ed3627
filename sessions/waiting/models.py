"""Who waits for a time with a specialist, and what was offered to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from matching.models import SpecialistProfile
from peerhub.weekdays import Weekday
from sessions.bookings.models import new_public_id
from sessions.waiting.rule import Shown, Wanted
from sessions.waiting.states import OPEN, OfferState, Part, WaitState

MINUTE = timedelta(minutes=1)


class WaitingLine(models.Model):
    """The line of those who wait for one specialist. Whoever makes offers claims it, and nobody else."""

    profile = models.OneToOneField(
        SpecialistProfile, on_delete=models.CASCADE, related_name="waiting_line"
    )

    def __str__(self) -> str:
        return f"WaitingLine#{self.pk}"


class WaitQuerySet(models.QuerySet["Wait"]):
    """Questions about who waits."""

    def open(self) -> Self:
        """Those who wait, with an offer or without."""
        return self.filter(state__in=OPEN)

    def in_order(self) -> Self:
        """The longest waiting first."""
        return self.order_by("since", "pk")

    def counted(self) -> Self:
        """Those who wait and could be offered something: a closed account is nobody ahead."""
        return self.open().filter(member__is_active=True)

    def before(self, wait: Wait) -> Self:
        """Those who asked for the same specialist earlier."""
        earlier = Q(since__lt=wait.since) | Q(since=wait.since, pk__lt=wait.pk)
        return self.counted().filter(earlier, profile=wait.profile_id)


class Wait(models.Model):
    """A member asked to be told when a time with one specialist opens."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="waits"
    )
    profile = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="waits")
    weekdays = ArrayField(models.PositiveSmallIntegerField(choices=Weekday))
    parts = ArrayField(models.CharField(max_length=12, choices=Part))
    minutes = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    state = models.CharField(max_length=12, choices=WaitState, default=WaitState.WAITING)
    ended_at = models.DateTimeField(null=True)
    unanswered = models.PositiveSmallIntegerField(default=0)  # offers in a row
    shown = ArrayField(models.DateTimeField(), default=list)  # see ``rule.Shown``
    shown_until = models.DateTimeField()

    objects = WaitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "profile"),
                condition=Q(state__in=OPEN),
                name="sessions_wait_one_open_of_two",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None)
                | Q(~Q(state__in=OPEN), ended_at__isnull=False),
                name="sessions_wait_over_since_some_time",
            ),
        )
        indexes = (
            models.Index(
                fields=("profile", "since"), condition=Q(state__in=OPEN), name="sessions_wait_line"
            ),
        )

    def __str__(self) -> str:
        return f"Wait#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the one who waits."""
        return reverse("sessions:wait", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        """Whether they wait still."""
        return self.state in OPEN

    @property
    def wanted(self) -> Wanted:
        """The wishes as a plain value."""
        length = self.minutes * MINUTE
        return Wanted(frozenset(self.weekdays), frozenset(self.parts), length)

    @property
    def list_shown(self) -> Shown:
        """What the list showed them."""
        return Shown(frozenset(self.shown), self.shown_until)

    @property
    def open_offer(self) -> Offer | None:
        """What is kept for them, as far as the rows of waiting say."""
        return self.offers.filter(state=OfferState.OPEN).first()

    def keep_shown(self, starts: Iterable[datetime], until: datetime) -> None:
        """From now on these times are no news to them."""
        self.shown, self.shown_until = sorted(starts), until

    @property
    def days_in_words(self) -> str:
        """The weekdays: "every day", or by name."""
        if len(self.weekdays) == len(Weekday):
            return "every day"
        return ", ".join(Weekday(day).label for day in sorted(self.weekdays))

    @property
    def parts_in_words(self) -> str:
        """The parts of the day: "at any time of the day", or by name."""
        if len(self.parts) == len(Part):
            return "at any time of the day"
        return " and ".join(f"in the {part}" for part in Part.values if part in self.parts)


class Offer(models.Model):
    """One time that was kept for one who waits. A row of the bookings keeps its minutes."""

    wait = models.ForeignKey(Wait, on_delete=models.CASCADE, related_name="offers")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("wait", "starts_at"), name="sessions_offer_once_to_each"
            ),
            models.UniqueConstraint(
                fields=("wait",),
                condition=Q(state=OfferState.OPEN),
                name="sessions_offer_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at"), until__lt=F("starts_at")),
                name="sessions_offer_ends_before_its_time",
            ),
        )

    def __str__(self) -> str:
        return f"Offer#{self.pk}"
