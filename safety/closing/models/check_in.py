"""Check-ins after a case: rows with a due time, so that no day passes unnoticed."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.closing.states import Answer, CheckInResult, WishWay, Words

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of what staff write down
SUPERVISOR = 0  # hours: no check-in of the timetable, a look that a supervisor owes


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    """Questions about check-ins."""

    def pending(self) -> Self:
        """Not recorded yet."""
        return self.filter(closed_at=None)

    def due(self, *, now: datetime) -> Self:
        """Its time has come, and nobody was told yet."""
        return self.pending().filter(opened_at=None, due_at__lte=now)

    def to_do(self) -> Self:
        """For somebody to ask how the person is: the supervisor's first, then the oldest."""
        return (
            self.pending()
            .filter(opened_at__isnull=False)
            .order_by("-for_supervisor", "-flag__level", "due_at", "pk")
        )

    def ahead(self) -> Self:
        """Their time has not come."""
        return self.pending().filter(opened_at=None).order_by("due_at", "pk")


class CheckIn(models.Model):
    """Somebody asks how a person is, ``hours`` after it was booked.

    Once it is recorded, the database refuses to change it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="check_ins")
    hours = models.PositiveSmallIntegerField()
    booked_at = models.DateTimeField()
    # None: the installation, which brings what was missed twice before a supervisor.
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="booked_check_ins",
    )
    due_at = models.DateTimeField()
    # None: whoever works the queue.
    assigned = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="check_ins_to_do",
    )
    for_supervisor = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    # What the person themselves says; nobody else gives it.
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="closed_check_ins",
    )
    result = models.CharField(max_length=16, choices=CheckInResult, blank=True)
    words = models.TextField(max_length=WORDS, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("flag", "hours"),
                condition=Q(closed_at=None),
                name="safety_checkin_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, result="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(result="")),
                name="safety_checkin_closed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_checkin_answered_at_and_answer_together",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(opened_at=None, closed_at=None),
                name="safety_checkin_due",
            ),
        )

    def __str__(self) -> str:
        return f"CheckIn#{self.pk}"


class CheckInWish(models.Model):
    """How a person wants us to ask how they are: where, and in which words."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_in_wish"
    )
    way = models.CharField(max_length=8, choices=WishWay, default=WishWay.MAIL)
    words = models.CharField(max_length=16, choices=Words, default=Words.HOW)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"CheckInWish#{self.pk}"

    @classmethod
    def of(cls, person: User) -> CheckInWish:
        """The wish of ``person``; where they said nothing, an unsaved one with what we do then."""
        return cls.objects.filter(person=person).first() or cls(person=person)
