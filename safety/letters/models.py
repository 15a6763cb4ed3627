"""Messages between a member and a clinician whom they are linked with."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from peerhub.crypto import SealedWords
from safety.letters.states import Side, Usual

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of one message


class CorrespondenceQuerySet(models.QuerySet["Correspondence"]):
    """Questions about correspondences."""

    def with_people(self) -> Self:
        """Both people at once, and under which name the clinician works."""
        return self.select_related("member", "clinician__clinical_standing")


class Correspondence(models.Model):
    """All that a member and one clinician write to each other. For the member it stays.

    When either looked last is kept for notices alone: neither reads it of the other.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="correspondences"
    )
    clinician = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="correspondences_held"
    )
    opened_at = models.DateTimeField()
    # Since when the member would rather not be written to.
    closed_at = models.DateTimeField(null=True)
    member_looked_at = models.DateTimeField(null=True)
    clinician_looked_at = models.DateTimeField(null=True)

    objects = CorrespondenceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member", "clinician"), name="safety_correspondence_one_a_pair"
            ),
            models.CheckConstraint(
                condition=~Q(member=F("clinician")), name="safety_correspondence_of_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"Correspondence#{self.pk}"

    def url_for(self, side: Side) -> str:
        """The page of one of the two."""
        name = "safety:letter" if side == Side.MEMBER else "safety:letter_for_me"
        return reverse(name, args=[self.public_id])

    def person_on(self, side: Side) -> User:
        """Who is on a side."""
        return self.member if side == Side.MEMBER else self.clinician

    def looked_at(self, side: Side) -> datetime | None:
        """When one side looked last."""
        return self.member_looked_at if side == Side.MEMBER else self.clinician_looked_at


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about messages."""

    def by(self, side: Side) -> Self:
        """What one side wrote."""
        return self.filter(side=side)

    def standing(self) -> Self:
        """What the other side can read: sent on, and not hidden."""
        return self.filter(out_at__isnull=False, hidden_at=None)

    def in_order(self) -> Self:
        """As they were written, each with what it answers."""
        return self.select_related("in_reply_to").order_by("pk")


class Letter(SealedWords, models.Model):
    """One message. ``out_at``: since when the other side can read it; a held one has none.

    The database lets nobody change or delete it (0035): that it went out, and that it was hidden
    or shown again, is added.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    correspondence = models.ForeignKey(
        Correspondence, on_delete=models.PROTECT, related_name="letters"
    )
    side = models.CharField(max_length=10, choices=Side)
    client_id = models.UUIDField()  # of the page that sent it: sent again, it is the same message
    sealed = models.BinaryField()
    sent_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    # FHIR Communication.inResponseTo (handbook, domain 3.6)
    in_reply_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replies"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("correspondence", "side", "client_id"), name="safety_letter_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(in_reply_to=None) | ~Q(in_reply_to=F("pk")),
                name="safety_letter_answers_another",
            ),
        )
        indexes = (models.Index(fields=("correspondence", "sent_at"), name="safety_letter_pace"),)

    def __str__(self) -> str:
        return f"Letter#{self.pk}"

    @property
    def is_held(self) -> bool:
        """Whether a person reads it before the other side does."""
        return self.out_at is None and self.hidden_at is None

    @property
    def _place(self) -> str:
        return f"safety.letter.sealed:{self.public_id}"


class LookingHabit(models.Model):
    """How often a clinician looks here: their words to everybody who writes to them."""

    clinician = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looking_habit"
    )
    usual = models.CharField(max_length=16, choices=Usual)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"LookingHabit#{self.pk}"
