"""Break-glass access: who asked to see who somebody is, why, who agreed, when it was open."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safety.flags.models import Flag
from safety.flags.states import FlagState
from safety.reveals.states import Kind, Reason, Standing

if TYPE_CHECKING:
    from peerhub.accounts.models import User

NAME = 60  # characters of what staff call the writer anyway
WORDS = 1000  # characters of the reason
LAPSES = timedelta(hours=24)  # after which nobody answers, or opens, a request any more
SHOWN_FOR = timedelta(minutes=60)
# A supervisor looks at what one person opened alone (45 CFR 164.312(a)(2)(ii) asks for an emergency
# way; that somebody looks at its use is ours). Reminders at these times after the opening.
REVIEW_WITHIN = timedelta(hours=24)
REMIND_AFTER = timedelta(hours=12)
REMIND_AGAIN = timedelta(hours=24)  # once it is overdue, until somebody did


class RevealQuerySet(models.QuerySet["Reveal"]):
    """Questions about requests."""

    def to_answer(self, *, now: datetime) -> Self:
        """Waiting for a second person, while who asked is still on the case; the oldest first."""
        return self.filter(
            is_emergency=False,
            answered_at=None,
            asked_at__gt=now - LAPSES,
            flag__state=FlagState.CLAIMED,
            flag__claimed_by=F("asked_by"),
        ).order_by("asked_at", "pk")

    def to_look_at_again(self) -> Self:
        """Opened by one person alone, and no supervisor has looked at it yet; the oldest first."""
        return self.filter(is_emergency=True, answered_at=None).order_by("review_due_at", "pk")

    def overdue(self, *, now: datetime) -> Self:
        """Of those, the ones that a supervisor should have looked at by now."""
        return self.to_look_at_again().filter(review_due_at__lte=now)

    def to_remind_of(self, *, now: datetime) -> Self:
        """Of those, the ones of which supervisors hear again now."""
        return self.to_look_at_again().filter(remind_at__lte=now)

    def refused_afterwards(self) -> Self:
        """Opened by one person alone, and a supervisor said that it was not right."""
        return self.filter(is_emergency=True, agreed=False)

    def of_others(self, person: User) -> Self:
        """Neither asked by ``person`` nor about them."""
        return self.exclude(asked_by=person).exclude(person=person)


class Reveal(models.Model):
    """One request to see who somebody is, for one case.

    An emergency opens at once and a supervisor looks at it afterwards; anything else waits for a
    second person. ``answered_*`` and ``agreed`` are that person's word in both.
    """

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=16, choices=Kind)
    ref = models.CharField(max_length=64)  # of the target of that kind; see ``targets.Found``
    name = models.CharField(max_length=NAME, blank=True)  # what staff call them anyway: a mask
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reveals"
    )
    flag = models.ForeignKey(Flag, on_delete=models.PROTECT, related_name="reveals")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reveals_asked"
    )
    reason = models.CharField(max_length=16, choices=Reason)
    words = models.CharField(max_length=WORDS)
    is_emergency = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="reveals_answered",
    )
    agreed = models.BooleanField(null=True)
    # The first look. Nobody but ``asked_by`` ever opens it.
    opened_at = models.DateTimeField(null=True)
    # Of an emergency: by when a supervisor looks at it, and when they are reminded next.
    review_due_at = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)

    objects = RevealQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(is_emergency=True, reason=Reason.DANGER, opened_at__isnull=False)
                | (Q(is_emergency=False) & ~Q(reason=Reason.DANGER)),
                name="safety_reveal_only_danger_opens_at_once",
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=True, review_due_at__isnull=False)
                | Q(is_emergency=False, review_due_at=None, remind_at=None),
                name="safety_reveal_danger_is_looked_at_again",
            ),
            models.CheckConstraint(
                # Reminders end with the answer, and not before.
                condition=Q(is_emergency=False)
                | Q(answered_at=None, remind_at__isnull=False)
                | Q(answered_at__isnull=False, remind_at=None),
                name="safety_reveal_reminds_until_answered",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="safety_reveal_says_why"),
            models.CheckConstraint(
                condition=~Q(asked_by=F("person")), name="safety_reveal_asked_by_another"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, agreed=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False, agreed__isnull=False),
                name="safety_reveal_answered_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None)
                | (~Q(answered_by=F("asked_by")) & ~Q(answered_by=F("person"))),
                name="safety_reveal_answered_by_a_second_person",
            ),
            models.CheckConstraint(
                # An unanswered request is neither yes nor no: without the second test SQL lets it by.
                condition=Q(opened_at=None)
                | Q(is_emergency=True)
                | Q(agreed=True, agreed__isnull=False),
                name="safety_reveal_opened_after_a_yes",
            ),
        )
        indexes = (
            models.Index(
                fields=("asked_at",),
                condition=Q(answered_at=None),
                name="safety_reveal_unanswered",
            ),
        )

    def __str__(self) -> str:
        return f"Reveal#{self.pk}"

    def standing(self, *, now: datetime) -> Standing:
        """Where it stands. A no closes the name, also after an emergency."""
        if self.agreed is False:
            return Standing.REFUSED
        if self.opened_at is not None:
            return Standing.SHOWN if now < self.opened_at + SHOWN_FOR else Standing.OVER
        if now >= (self.answered_at or self.asked_at) + LAPSES:
            return Standing.LAPSED
        return Standing.AGREED if self.agreed else Standing.WAITING

    @property
    def lapses_at(self) -> datetime:
        """Until when it can be answered."""
        return self.asked_at + LAPSES

    @property
    def shown_until(self) -> datetime | None:
        """Until when the name is open; None before it was opened."""
        return self.opened_at and self.opened_at + SHOWN_FOR

    def remind_next(self, *, now: datetime) -> None:
        """Set when supervisors are reminded after now: when it is due, then once a day."""
        assert self.review_due_at is not None  # noqa: S101 - held by a constraint
        if now < self.review_due_at:
            self.remind_at = self.review_due_at
        else:
            self.remind_at = now + REMIND_AGAIN
        self.save(update_fields=["remind_at"])
