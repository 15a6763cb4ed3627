"""Referrals, and what a person allowed of each."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.urls import reverse

from peerhub.crypto import seal, unseal
from safety.referrals import letter
from safety.referrals.states import (
    ALLOWED,
    IN_A_LETTER,
    Asking,
    Company,
    Kind,
    Reason,
    ReferralState,
    Share,
    Stuck,
    Until,
)

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of a person's own words
# Not for staff: not decided, or ended before anything left.
UNSEEN = Q(state__in=(ReferralState.DRAFTED, ReferralState.LAPSED)) | Q(
    state=ReferralState.WITHDRAWN, sent_at=None
)

TO_STOP = Q(state=ReferralState.WITHDRAWN, sent_at__isnull=False, stop_told_at=None)


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about referrals."""

    def of(self, member: User) -> Self:
        """The person's own, newest first."""
        return self.filter(member=member).order_by("-made_at", "-pk")

    def seen_by_staff(self) -> Self:
        """Those whose person said yes; a draft and what was taken back in time are theirs alone."""
        return self.exclude(UNSEEN)

    def to_send(self) -> Self:
        """Waiting to be sent, oldest yes first."""
        return self.filter(state=ReferralState.CONSENTED).order_by("consent_at", "pk")

    def to_stop(self) -> Self:
        """Taken back after it was passed on, and nobody has told them yet: the oldest first."""
        return self.filter(TO_STOP).order_by("withdrawn_at", "pk")

    def to_look_at(self, *, as_supervisor: bool) -> Self:
        """To send, or to stop; for a supervisor also what has come to a stop. Each once."""
        stuck = ~Q(stuck="") if as_supervisor else Q(pk__in=())
        return self.filter(Q(state=ReferralState.CONSENTED) | TO_STOP | stuck)

    def stuck(self) -> Self:
        """Those that a supervisor looks at, what is not safe first, then the longest waiting."""
        return self.exclude(stuck="").order_by(
            Case(When(stuck=Stuck.UNSAFE, then=0), default=1), "stuck_at", "pk"
        )

    def nobody_answered(self) -> Self:
        """Sent, asked about three times, and no answer: the longest waiting first."""
        return self.filter(stuck=Stuck.NO_ANSWER).order_by("stuck_at", "pk")

    def with_something_due(self, *, now: datetime) -> Self:
        """Those of which a row has fallen due."""
        rows = apps.get_model("safety.FollowUp").objects.due(now=now)
        rows = rows.filter(referral=OuterRef("pk"))
        return self.filter(Exists(rows))

    def whose_yes_ended(self, *, on: date) -> Self:
        """Not passed on, and the yes held until a day before ``on``."""
        return self.filter(state=ReferralState.CONSENTED, consent_until__lt=on)


class Referral(models.Model):
    """A wish to be put in touch with someone outside.

    Whatever changes it, or one of its rows, holds this row's lock: answers, pollers and staff come
    one after the other.
    """

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
    # An entry of local help, where it was chosen there.
    service = models.ForeignKey(
        "safety.Service", null=True, on_delete=models.PROTECT, related_name="referrals"
    )
    reason = models.CharField(max_length=16, choices=Reason)
    wish = models.TextField(max_length=WORDS, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    # Who goes with them; a peer is named by the member alone.
    company = models.CharField(max_length=8, choices=Company, default=Company.NOBODY)
    peer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asking = models.CharField(max_length=8, choices=Asking, default=Asking.HERE)

    # Consent is the member's alone; there is no other "by".
    fields_shared = ArrayField(models.CharField(max_length=16, choices=Share), default=list)
    holds_days = models.PositiveSmallIntegerField(choices=Until, default=Until.MONTH)
    consent_at = models.DateTimeField(null=True)
    consent_until = models.DateField(null=True)  # within it, on the member's calendar
    consent_version = models.CharField(max_length=16, blank=True)
    sealed_letter = models.BinaryField(default=b"")  # what was said yes to, word for word
    withdrawn_at = models.DateTimeField(null=True)

    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sent_referrals"
    )
    # Taken back after that: whoever has it was told to stop.
    stop_told_at = models.DateTimeField(null=True)
    stop_told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stuck = models.CharField(max_length=16, choices=Stuck, blank=True, default="")
    stuck_at = models.DateTimeField(null=True)
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
                condition=Q(stop_told_at=None, stop_told_by=None)
                | Q(
                    stop_told_at__isnull=False,
                    stop_told_by__isnull=False,
                    sent_at__isnull=False,
                    withdrawn_at__isnull=False,
                ),
                name="safety_referral_told_to_stop_once_taken_back",
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
            models.CheckConstraint(
                condition=Q(stuck="", stuck_at=None) | (~Q(stuck="") & Q(stuck_at__isnull=False)),
                name="safety_referral_stuck_since",
            ),
            models.CheckConstraint(
                condition=Q(peer=None) | Q(company=Company.PEER),
                name="safety_referral_peer_was_chosen",
            ),
        )
        indexes = (
            models.Index(
                fields=("stuck_at",),
                condition=~Q(stuck=""),
                name="safety_referral_stuck",
            ),
        )

    def __str__(self) -> str:
        return f"Referral#{self.pk}"

    def get_absolute_url(self) -> str:
        """The member's page."""
        return reverse("safety:referral", args=[self.public_id])

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
    def is_draft(self) -> bool:
        """Whether its person has not decided yet."""
        return self.state == ReferralState.DRAFTED

    @property
    def may_be_taken_back(self) -> bool:
        """Whether the person can still stop it, or what is left of it."""
        return self.is_draft or self.is_open

    @property
    def was_taken_back(self) -> bool:
        """Whether its person took back a yes after it was passed on."""
        return self.state == ReferralState.WITHDRAWN and self.sent_at is not None

    @property
    def may_be_ended(self) -> bool:
        """Whether a supervisor can write down how it ended."""
        return self.is_out or (self.was_taken_back and bool(self.stuck))

    @property
    def is_out(self) -> bool:
        """Whether it was passed on and is not over."""
        return self.state in (ReferralState.SENT, ReferralState.CONNECTED)

    @property
    def is_open(self) -> bool:
        """Whether its person said yes, and it is not over."""
        return self.is_out or self.state == ReferralState.CONSENTED

    @property
    def letter(self) -> str:
        """What its person said yes to; before that what they would.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        if self.sealed_letter:
            return unseal(bytes(self.sealed_letter), place=self._place)
        days = timedelta(days=self.holds_days)
        return self.letter_as_it_is(until=self.consent_until or (self.made_at + days).date())

    def letter_as_it_is(self, *, until: date) -> str:
        """The letter made of what is ticked now."""
        return letter.write(
            letter.Letter(
                to_whom=self.to_whom,
                looking_for=str(Kind(self.kind).label),
                lines=[
                    (IN_A_LETTER[share], words)
                    for share, _, words in self._said()
                    if share in self.fields_shared
                ],
                until=until,
            )
        )

    def sealed(self, words: str) -> bytes:
        """A letter as it lies in the database, for this row alone."""
        return seal(words, place=self._place)

    @property
    def _place(self) -> str:
        return f"safety.referral.letter:{self.public_id}"

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

    def in_the_letter(self) -> dict[Share, str]:
        """What was ticked and stands in the letter that was said yes to, by which it is.

        A letter keeps the words that it had: those of some years ago name a line as its writer did.
        """
        said, letter = self._said(), self.letter
        return {
            share: words
            for share, label, words in said
            if share in self.fields_shared
            and any(f"{each}: {words}" in letter for each in (IN_A_LETTER[share], label))
        }

    def _said(self) -> list[tuple[Share, str, str]]:
        said = (
            (Share.HANDLE, self.member.handle),
            (Share.REASON, Reason(self.reason).label),
            (Share.WISH, self.wish),
            (Share.CONTACT, self.contact),
        )
        return [(share, str(share.label), str(words)) for share, words in said if words]
