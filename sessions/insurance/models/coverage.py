"""What a member let us know so that a plan can pay, and what our team noted beside it."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from peerhub.crypto import SealedWords
from sessions.insurance.answers import Answer
from sessions.insurance.payers import BY_KEY, Payer
from sessions.insurance.states import Eligibility, Kind

if TYPE_CHECKING:
    from peerhub.accounts.models import User

NAME, NUMBER = 80, 40  # characters


class CoverageQuerySet(models.QuerySet["Coverage"]):
    """Questions about coverage."""

    def standing(self) -> Self:
        """Those that have not ended, paused or not."""
        return self.filter(ended_at=None)

    def live(self) -> Self:
        """Those under which something new may be billed."""
        return self.standing().filter(paused_at=None)

    def of(self, member: User) -> Self:
        """A member's own, the newest first."""
        return self.filter(member=member).order_by("-chosen_at", "-pk")


class Coverage(SealedWords, models.Model):
    """A plan that may pay for a member's sessions, because they chose so.

    Who they are outside of here lies sealed in it, and in nothing that specialists or rooms read.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="coverages"
    )
    payer = models.CharField(max_length=16)  # a key of ``payers``
    version = models.CharField(max_length=16)  # of the words they said yes to
    sealed = models.BinaryField(default=b"")  # what ``details`` is made of; empty once forgotten
    chosen_at = models.DateTimeField()
    # Each yes on its own; None: not given, or taken back.
    signed_at = models.DateTimeField(null=True)
    to_bill_at = models.DateTimeField(null=True)
    to_treat_at = models.DateTimeField(null=True)
    clinician_at = models.DateTimeField(null=True)  # their clinician may be asked for the code
    substances_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(ended_at=None),
                name="sessions_coverage_one_of_a_member",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | ~Q(sealed=b""),
                name="sessions_coverage_says_who_until_it_ends",
            ),
        )

    def __str__(self) -> str:
        return f"Coverage#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page for our billing team."""
        return reverse("sessions:coverage", args=[self.public_id])

    @property
    def is_live(self) -> bool:
        """Whether something new may be billed."""
        return self.ended_at is None and self.paused_at is None

    @property
    def plan(self) -> Payer:
        """Who pays."""
        return BY_KEY[self.payer]

    @property
    def mark(self) -> str:
        """How our team speaks of it without a name."""
        return f"C-{self.public_id.hex[:6].upper()}"

    @property
    def details(self) -> dict[str, str]:
        """``legal_name``, ``birth_date``, ``member_number`` and ``state``; empty once forgotten.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        found: dict[str, str] = json.loads(self.words) if bytes(self.sealed) else {}
        return found

    @property
    def _place(self) -> str:
        return f"peer_sessions.coverage.sealed:{self.public_id}"


class CoverageEntryQuerySet(models.QuerySet["CoverageEntry"]):
    """Questions about what was noted."""

    def newest(self) -> dict[str, CoverageEntry]:
        """The one of each kind that counts."""
        return {each.kind: each for each in self.order_by("made_at", "pk")}


class CoverageEntry(SealedWords, models.Model):
    """Something that was noted about coverage, with where it comes from. It stays as it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=16, choices=Kind)
    sealed = models.BinaryField()  # ``value`` and ``source``
    on = models.DateField()  # when it was signed, verified, or begins to hold
    until = models.DateField(null=True)  # within it
    units = models.PositiveSmallIntegerField(null=True)  # of an authorisation
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = CoverageEntryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("on")),
                name="sessions_coverageentry_begins_first",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.AUTHORISATION) | Q(until__isnull=False),
                name="sessions_coverageentry_an_authorisation_ends",
            ),
        )
        indexes = (models.Index(fields=("coverage", "kind"), name="sessions_coverageentry_kind"),)

    def __str__(self) -> str:
        return f"CoverageEntry#{self.pk}"

    @property
    def value(self) -> str:
        """What it says."""
        return str(self.contents["value"])

    @property
    def source(self) -> str:
        """Who said so."""
        return str(self.contents["source"])

    @property
    def _place(self) -> str:
        return f"peer_sessions.coverageentry.sealed:{self.public_id}"


class EligibilityAnswer(models.Model):
    """One step in asking a plan whether it is active. It stays as it is; the newest is the state."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="answers")
    state = models.CharField(max_length=16, choices=Eligibility)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=Eligibility.ACTIVE)
                | Q(first__isnull=False, last__gte=F("first")),
                name="sessions_eligibility_active_from_until",
            ),
            models.CheckConstraint(
                condition=~Q(state=Eligibility.NOT_ACTIVE) | Q(first__isnull=False),
                name="sessions_eligibility_not_active_from",
            ),
            models.CheckConstraint(
                condition=~Q(state=Eligibility.NOT_ASKED), name="sessions_eligibility_is_a_step"
            ),
        )

    def __str__(self) -> str:
        return f"EligibilityAnswer#{self.pk}"

    @property
    def plain(self) -> Answer:
        """The same as a plain value."""
        return Answer(self.state, self.noted_at.date(), self.first, self.last)
