"""How sessions go, as the member says; never for their specialist."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sessions.alliance.signals import HIGHEST, ITEMS, Answers
from sessions.bookings.models import Booking

if TYPE_CHECKING:
    from peerhub.accounts.models import User


MEMORY = timedelta(weeks=26)


class AllianceCheckInQuerySet(models.QuerySet["AllianceCheckIn"]):
    """Questions about check-ins. None of them is asked for a specialist."""

    def with_people(self) -> Self:
        """The session and both people at once."""
        return self.select_related("booking__member", "booking__specialist__person")

    def until(self, booking: Booking) -> Self:
        """Those of the two people of a session, in order of their sessions, this one the last.

        What is longer ago than ``MEMORY`` says nothing of how it goes now.
        """
        pair = self.filter(
            booking__member=booking.member_id, booking__specialist=booking.specialist_id
        )
        lately = pair.filter(
            booking__starts_at__lte=booking.starts_at,
            booking__starts_at__gt=booking.starts_at - MEMORY,
        )
        return lately.order_by("booking__starts_at", "pk")

    def not_about(self, reader: User) -> Self:
        """Those in which the reader is neither of the two."""
        return self.exclude(booking__specialist__person=reader).exclude(booking__member=reader)


class AllianceCheckIn(models.Model):
    """Five answers of a member after one session. Seen by them, and by who supervises."""

    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, related_name="alliance")
    version = models.CharField(max_length=16)  # of the items' wording
    heard = models.PositiveSmallIntegerField(null=True)
    mattered = models.PositiveSmallIntegerField(null=True)
    suited = models.PositiveSmallIntegerField(null=True)
    free = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True)
    said_at = models.DateTimeField()

    objects = AllianceCheckInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q((item, None)) | Q((f"{item}__lte", HIGHEST))
                        for item in ("heard", "mattered", "suited", "free", "again")
                    )
                ),
                name="sessions_alliancecheckin_from_0_to_10",
            ),
        )

    def __str__(self) -> str:
        return f"AllianceCheckIn#{self.pk}"

    @property
    def answers(self) -> Answers:
        """What was answered."""
        return Answers(**{item: getattr(self, item) for item in ITEMS})


class AllianceLook(models.Model):
    """A supervisor has looked at what a check-in led to, and has done what is next."""

    check_in = models.OneToOneField(AllianceCheckIn, on_delete=models.CASCADE, related_name="look")
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alliance_looks"
    )

    def __str__(self) -> str:
        return f"AllianceLook#{self.pk}"
