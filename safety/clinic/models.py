"""A clinician's standing, what they invite somebody with, and who is linked with whom."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from peerhub.crypto import SealedWords
from safety.clinic.states import How, Profession, Reach, Reason, State

if TYPE_CHECKING:
    from peerhub.accounts.models import User

NAME = 64  # characters of a name, or of an organization
WORDS = 600  # characters of how somebody was checked, or why not


class StandingQuerySet(models.QuerySet["Standing"]):
    """Questions about who is a clinician here."""

    def counting(self, now: datetime) -> Self:
        """Those that were checked, and whose check holds at ``now``."""
        return self.filter(state=State.VERIFIED, checked_until__gt=now, person__is_active=True)

    def to_check(self) -> Self:
        """Those that wait, the longest waiting first."""
        return self.filter(state=State.ASKED).order_by("asked_at", "pk")


class Standing(SealedWords, models.Model):
    """One clinician: what they say of themselves, and whether somebody of ours checked it.

    ``sealed`` holds who licensed them, the number of the licence, and the address of their work.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clinical_standing"
    )
    name = models.CharField(max_length=NAME)  # shown to members: "Dr Osei"
    profession = models.CharField(max_length=16, choices=Profession)
    organization = models.CharField(max_length=NAME)
    sealed = models.BinaryField()
    state = models.CharField(max_length=12, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    said = models.TextField(max_length=WORDS, blank=True)  # how it was checked, or why not
    checked_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # Whether the role came with this: who is of our own team had it before, and keeps it.
    gave_role = models.BooleanField(default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=State.VERIFIED)
                | (
                    Q(decided_by__isnull=False, decided_at__isnull=False, ended_at=None)
                    & Q(checked_until__gt=F("decided_at"))
                    & ~Q(said="")
                ),
                name="safety_standing_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("person")),
                name="safety_standing_not_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_at__isnull=False)
                | (~Q(state=State.ENDED) & Q(ended_at=None)),
                name="safety_standing_ended_at",
            ),
        )
        indexes = (models.Index(fields=("state", "checked_until"), name="safety_standing_state"),)

    def __str__(self) -> str:
        return f"Standing#{self.pk}"

    def counts(self, now: datetime) -> bool:
        """Whether somebody checked it, and that holds at ``now``."""
        until = self.checked_until
        return self.state == State.VERIFIED and until is not None and now < until

    @property
    def called(self) -> str:
        """Name and organization: "Dr Osei, Harbor Clinic"."""
        return f"{self.name}, {self.organization}"

    @property
    def licence(self) -> dict[str, str]:
        """``body``, ``number`` and ``address``, unsealed."""
        found: dict[str, str] = json.loads(self.words)
        return found

    @property
    def _place(self) -> str:
        return f"safety.standing.sealed:{self.public_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions about invitations."""

    def of(self, clinician: User) -> Self:
        """A clinician's own, in the order of making, the newest first."""
        return self.filter(clinician=clinician).order_by("-made_at", "-pk")

    def usable(self, now: datetime) -> Self:
        """Those whose code opens something at ``now``."""
        return self.filter(withdrawn_at=None, answered_at=None, expires_at__gt=now)


class Invitation(SealedWords, models.Model):
    """A clinician would like somebody to come. Nothing in it says whom.

    The code was shown once; what is kept of it opens nothing. ``sealed`` holds what the person
    would like, and where the clinician can be reached; None when nobody needs it any more.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=16, unique=True)  # for the clinician's own papers
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_made"
    )
    code_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=16, choices=Reason)
    reach = models.CharField(max_length=16, choices=Reach)
    sealed = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    # A yes or a no; the clinician is not told which, nor that there was any.
    answered_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="safety_invitation_holds_a_while"
            ),
        )
        indexes = (
            models.Index(fields=("clinician", "-made_at"), name="safety_invitation_clinician"),
        )

    def __str__(self) -> str:
        return f"Invitation#{self.pk}"

    @property
    def said(self) -> dict[str, str]:
        """``wishes`` and ``reply_to``, unsealed; empty when they are gone."""
        if self.sealed is None:
            return {"wishes": "", "reply_to": ""}
        found: dict[str, str] = json.loads(self.words)
        return found

    @property
    def _place(self) -> str:
        return f"safety.invitation.sealed:{self.public_id}"


class LinkQuerySet(models.QuerySet["Link"]):
    """Questions about who is linked."""

    def open(self) -> Self:
        """Those that nobody ended."""
        return self.filter(ended_at=None)

    def between(self, member: User, clinician: User) -> Self:
        """Of these two, in these parts."""
        return self.filter(member=member, clinician=clinician)


class Link(models.Model):
    """A member said yes to a clinician. Only what the member shares goes over it.

    ``policies.linked`` says whether it counts; the row alone does not.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clinic_links"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="clinic_links_held"
    )
    # None: the member named the clinician themselves.
    invitation = models.OneToOneField(
        Invitation, null=True, on_delete=models.PROTECT, related_name="link"
    )
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=16, choices=How, blank=True)
    asked_at = models.DateTimeField(null=True)  # when the clinician last asked how it goes

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "clinician"),
                condition=Q(ended_at=None),
                name="safety_link_once",
            ),
            models.CheckConstraint(
                condition=~Q(member=F("clinician")), name="safety_link_of_two_people"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, how="") | (Q(ended_at__isnull=False) & ~Q(how="")),
                name="safety_link_ended_and_how_together",
            ),
        )
        indexes = (models.Index(fields=("clinician", "ended_at"), name="safety_link_clinician"),)

    def __str__(self) -> str:
        return f"Link#{self.pk}"


class Acknowledgement(models.Model):
    """A clinician said that they read a document: its line of the account, and when."""

    line = models.OneToOneField(
        "safety.AccountingLine", on_delete=models.PROTECT, related_name="acknowledged"
    )
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Acknowledgement#{self.pk}"
