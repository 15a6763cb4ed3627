"""Referrals, what a person allowed of each, and the follow-ups that make sure of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from safety.referrals.states import ALLOWED, Kind, Outcome, Reason, ReferralState, Share

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of a person's own words


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about referrals."""

    def of(self, member: User) -> Self:
        """The person's own, newest first."""
        return self.filter(member=member).order_by("-made_at", "-pk")

    def seen_by_staff(self) -> Self:
        """Those whose person said yes; a draft and what was taken back are theirs alone."""
        return self.exclude(state__in=(ReferralState.DRAFTED, ReferralState.WITHDRAWN))

    def to_send(self) -> Self:
        """Waiting to be sent, oldest yes first."""
        return self.filter(state=ReferralState.CONSENTED).order_by("consent_at", "pk")


class Referral(models.Model):
    """A wish to be put in touch with someone outside."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="referrals"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="made_referrals"
    )
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=16, choices=ReferralState, default=ReferralState.DRAFTED, db_index=True
    )
    kind = models.CharField(max_length=16, choices=Kind)
    to_whom = models.CharField(max_length=200)
    reason = models.CharField(max_length=16, choices=Reason)
    wish = models.TextField(max_length=WORDS, blank=True)
    contact = models.CharField(max_length=200, blank=True)

    # Consent is the member's alone; there is no other "by".
    fields_shared = ArrayField(models.CharField(max_length=16, choices=Share), default=list)
    consent_at = models.DateTimeField(null=True)
    consent_version = models.CharField(max_length=16, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sent_referrals"
    )
    follow_up_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="closed_referrals",
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False, consent_at__isnull=False),
                name="safety_referral_sent_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="safety_referral_closed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(consent_at=None, consent_version="")
                | (Q(consent_at__isnull=False) & ~Q(consent_version="")),
                name="safety_referral_consent_names_its_version",
            ),
        )

    def __str__(self) -> str:
        return f"Referral#{self.pk}"

    def move_to(self, state: ReferralState, **fields: Any) -> bool:
        """Change the state if the row is still as it was read; False when it was overtaken."""
        if state not in ALLOWED[ReferralState(self.state)]:
            return False
        moved = (
            type(self).objects.filter(pk=self.pk, state=self.state).update(state=state, **fields)
        )
        self.refresh_from_db()
        return bool(moved)

    @property
    def may_be_taken_back(self) -> bool:
        """Whether the person can still stop it."""
        return self.state in (ReferralState.DRAFTED, ReferralState.CONSENTED)

    def shared(self) -> list[tuple[str, str]]:
        """What may be passed on, as label and words; nothing else may be shown to staff."""
        return [
            (label, words) for share, label, words in self._said() if share in self.fields_shared
        ]

    def kept(self) -> list[tuple[str, str]]:
        """What stays here, as label and words; for the person alone."""
        return [
            (label, words)
            for share, label, words in self._said()
            if share not in self.fields_shared
        ]

    def _said(self) -> list[tuple[Share, str, str]]:
        said = (
            (Share.HANDLE, self.member.handle),
            (Share.REASON, Reason(self.reason).label),
            (Share.WISH, self.wish),
            (Share.CONTACT, self.contact),
        )
        return [(share, str(share.label), str(words)) for share, words in said if words]


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Questions about follow-ups."""

    def due(self, *, now: datetime) -> Self:
        """Not opened yet, and it is time."""
        return self.filter(opened_at=None, closed_at=None, due_at__lte=now)

    def to_do(self) -> Self:
        """Open for somebody to find out how it went, oldest first."""
        return self.filter(opened_at__isnull=False, closed_at=None).order_by("due_at", "pk")

    def ahead(self) -> Self:
        """Their day has not come yet."""
        return self.filter(opened_at=None, closed_at=None).order_by("due_at", "pk")

    def to_answer(self) -> Self:
        """The person was asked and has not answered."""
        return self.to_do().filter(answered_at=None)


class FollowUp(models.Model):
    """A day on which somebody asks how it went: a row, so that no day passes unnoticed."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="follow_ups")
    due_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    asked = models.ForeignKey(
        "notifications.Notice", null=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    # The person's own answer; only they give it.
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=16, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="closed_follow_ups",
    )
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("referral",),
                condition=Q(closed_at=None),
                name="safety_followup_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                name="safety_followup_closed_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_followup_answered_at_and_answer_together",
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(opened_at=None, closed_at=None),
                name="safety_followup_due",
            ),
        )

    def __str__(self) -> str:
        return f"FollowUp#{self.pk}"
