"""Who is on, who would like to talk now, and who was asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from matching.models import SpecialistProfile
from peerhub.accounts.models import User
from sessions.bookings.models import Booking
from sessions.bookings.states import BookingState, Mode
from sessions.on_now.states import AskState, TurnState

LINE_LENGTH = 200
LONGEST = timedelta(hours=4)  # that one is on
A_DAY = 3  # talks of a member: source, row 73 of ``domain.md`` 1F
WAITS = timedelta(minutes=10)  # for somebody, and then we say that nobody could come
TO_ANSWER = timedelta(seconds=60)  # of one specialist


class OnNowQuerySet(models.QuerySet["OnNow"]):
    """Questions about who is on."""

    def current(self, *, now: datetime) -> Self:
        """Those who are on at this moment, the longest first."""
        return self.filter(ended_at=None, since__lte=now, until__gt=now).order_by("since", "pk")


class OnNow(models.Model):
    """A specialist said "I am on". It ends by itself."""

    profile = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="on_now")
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # before its time

    objects = OnNowQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__gt=F("since"), until__lte=F("since") + LONGEST),
                name="sessions_onnow_for_some_hours",
            ),
        )
        indexes = (models.Index(fields=("until",), name="sessions_onnow_until"),)

    def __str__(self) -> str:
        return f"OnNow#{self.pk}"


class AskQuerySet(models.QuerySet["Ask"]):
    """Questions about who would like to talk."""

    def waiting(self) -> Self:
        """Those in the line, the first one first."""
        return self.filter(state=AskState.WAITING).order_by("asked_at", "pk")

    def talks(self, member: User, *, now: datetime) -> int:
        """How many talks the member had on this day of their own calendar.

        One that was cancelled, or in which they missed each other, did not come about.
        """
        local = now.astimezone(member.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        came_about = (BookingState.BOOKED, BookingState.HELD)
        had = self.filter(member=member, booking__starts_at__gte=midnight)
        return had.filter(booking__state__in=came_about).count()


class Ask(models.Model):
    """A member would like to talk to whoever is on."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="asks_to_talk"
    )
    mode = models.CharField(max_length=8, choices=Mode)
    line = models.CharField(max_length=LINE_LENGTH, blank=True)
    line_held = models.BooleanField(default=False)  # until a person has read it
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=AskState, default=AskState.WAITING)
    ended_at = models.DateTimeField(null=True)
    booking = models.OneToOneField(
        Booking, null=True, on_delete=models.PROTECT, related_name="asked_as"
    )

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(state=AskState.WAITING),
                name="sessions_ask_one_of_a_member",
            ),
            models.CheckConstraint(
                condition=Q(state=AskState.TAKEN, booking__isnull=False)
                | Q(~Q(state=AskState.TAKEN), booking=None),
                name="sessions_ask_taken_with_its_session",
            ),
        )

    def __str__(self) -> str:
        return f"Ask#{self.pk}"


class Turn(models.Model):
    """One specialist is asked, for a minute, whether they can talk to one who waits."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="turns")
    profile = models.ForeignKey(
        SpecialistProfile, on_delete=models.CASCADE, related_name="turns_to_talk"
    )
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=TurnState, default=TurnState.OPEN)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ask",),
                condition=Q(state=TurnState.OPEN),
                name="sessions_turn_one_of_an_ask",
            ),
            models.UniqueConstraint(
                fields=("profile",),
                condition=Q(state=TurnState.OPEN),
                name="sessions_turn_one_of_a_specialist",
            ),
        )

    def __str__(self) -> str:
        return f"Turn#{self.pk}"
