"""What members share with somebody who cares for them, and the account of who got what."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peerhub.crypto import SealedWords
from safety.sharing import recipients
from safety.sharing.states import How, Purpose, Until, Way

if TYPE_CHECKING:
    from peerhub.accounts.models import User

NAME = 64  # characters of a name, or of an organisation
KEY = 64
LABEL = 160
LONGEST = timedelta(days=367)  # a year, to the end of its last day, with room for a moved clock


class SharingQuerySet(models.QuerySet["Sharing"]):
    """Questions about what is shared."""

    def of(self, member: User) -> Self:
        """The member's own, newest first."""
        return self.filter(member=member).order_by("-given_at", "-pk")

    def holding(self, now: datetime) -> Self:
        """Those whose yes holds at ``now``."""
        return self.filter(ended_at=None, given_at__lte=now, ends_at__gt=now)

    def held_by(self, recipient: User, now: datetime) -> Self:
        """What a clinician of ours holds at ``now``."""
        return self.holding(now).filter(recipient=recipient).exclude(member=recipient)


class Sharing(SealedWords, models.Model):
    """One yes: one person, one purpose, the ticked fields, until a moment.

    The database lets nobody change it (0028), but for its end, which is written once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sharings"
    )
    # A clinician of ours, or somebody outside in words.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="sharings_held",
    )
    outside_name = models.CharField(max_length=NAME, blank=True)
    outside_place = models.CharField(max_length=NAME, blank=True)
    purpose = models.CharField(max_length=16, choices=Purpose)
    keys = ArrayField(models.CharField(max_length=KEY))  # of the ticked fields, in their order
    until = models.CharField(max_length=16, choices=Until)
    ends_at = models.DateTimeField()
    version = models.CharField(max_length=16)  # of the words around the terms
    sealed = models.BinaryField()  # the signed text, as it was shown
    sha256 = models.CharField(max_length=64)  # of the signed text
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=16, choices=How, blank=True)
    instead_of = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )

    objects = SharingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(recipient__isnull=False, outside_name="", outside_place="")
                | (Q(recipient=None) & ~Q(outside_name="")),
                name="safety_sharing_with_one",
            ),
            models.CheckConstraint(
                condition=Q(recipient=None) | ~Q(recipient=F("member")),
                name="safety_sharing_not_with_oneself",
            ),
            models.CheckConstraint(
                condition=Q(keys__len__gte=1), name="safety_sharing_of_something"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("given_at")) & Q(ends_at__lte=F("given_at") + LONGEST),
                name="safety_sharing_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, how="") | (Q(ended_at__isnull=False) & ~Q(how="")),
                name="safety_sharing_ended_and_how_together",
            ),
            models.UniqueConstraint(
                fields=("member", "recipient", "outside_name", "outside_place", "purpose"),
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="safety_sharing_once_for_a_purpose",
            ),
        )
        indexes = (models.Index(fields=("recipient", "ends_at"), name="safety_sharing_recipient"),)

    def __str__(self) -> str:
        return f"Sharing#{self.pk}"

    def holds(self, now: datetime) -> bool:
        """Whether the yes holds at ``now``."""
        return self.ended_at is None and self.given_at <= now < self.ends_at

    @property
    def over_at(self) -> datetime:
        """When it was over, or will be."""
        return self.ends_at if self.ended_at is None else min(self.ends_at, self.ended_at)

    @property
    def to(self) -> str:
        """With whom, in words."""
        if self.recipient is not None:
            return recipients.called(self.recipient)
        return in_words(self.outside_name, self.outside_place)

    @property
    def signed_text(self) -> str:
        """What was signed."""
        return self.words

    @property
    def _place(self) -> str:
        return f"safety.sharing.sealed:{self.public_id}"


class AccountingLineQuerySet(models.QuerySet["AccountingLine"]):
    """Questions about who got what."""

    def of(self, member: User) -> Self:
        """All of a member, newest first."""
        return self.filter(member=member).order_by("-at", "-pk")


class AccountingLine(SealedWords, models.Model):
    """Somebody got something of a member: who, when, why, what (45 CFR 164.528; 42 CFR 2.51(c)).

    The database lets nobody change or delete it (0028). The law asks for six years; here a line
    stays for good.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="accounting_lines"
    )
    # The yes; None in an emergency, which needs none.
    sharing = models.ForeignKey(
        Sharing, null=True, on_delete=models.PROTECT, related_name="accounting_lines"
    )
    way = models.CharField(max_length=16, choices=Way)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handed_out"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="got"
    )
    outside_name = models.CharField(max_length=NAME, blank=True)
    outside_place = models.CharField(max_length=NAME, blank=True)
    purpose = models.CharField(max_length=16, choices=Purpose, blank=True)  # none in an emergency
    keys = ArrayField(models.CharField(max_length=KEY), default=list)
    labels = ArrayField(models.CharField(max_length=LABEL), default=list)  # of the keys, as then
    sha256 = models.CharField(max_length=64)  # of what was handed on
    with_notice = models.BooleanField()  # the one of 42 CFR 2.32
    sealed = models.BinaryField(null=True)  # what kind of emergency, and what was told

    objects = AccountingLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    way=Way.EMERGENCY,
                    sharing=None,
                    purpose="",
                    sealed__isnull=False,
                    recipient=None,
                )
                | (~Q(way=Way.EMERGENCY) & Q(sharing__isnull=False, sealed=None) & ~Q(purpose="")),
                name="safety_accountingline_yes_or_emergency",
            ),
        )
        indexes = (models.Index(fields=("member", "-at"), name="safety_accounting_member"),)

    def __str__(self) -> str:
        return f"AccountingLine#{self.pk}"

    @property
    def to(self) -> str:
        """Who got it, in words."""
        if self.recipient is not None:
            return self.recipient.handle
        return in_words(self.outside_name, self.outside_place)

    @property
    def told(self) -> str:
        """What kind of emergency it was, and what was told; "" in all other lines."""
        return "" if self.sealed is None else self.words

    @property
    def _place(self) -> str:
        return f"safety.accountingline.sealed:{self.public_id}"


def in_words(name: str, place: str) -> str:
    """Somebody outside: "Dr Lee, Harbor Clinic"."""
    return f"{name}, {place}" if place else name
