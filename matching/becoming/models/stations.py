"""What is kept of each station."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.becoming import guide
from matching.becoming.models.application import Application
from matching.becoming.states import Answer, Outcome, Trust
from peerhub.crypto import seal, unseal

PERSON = settings.AUTH_USER_MODEL
NOTE = 1000  # characters of what staff write


class Interview(models.Model):
    """A talk about lived experience: planned, and held."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="interviews"
    )
    booked_at = models.DateTimeField()
    booked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)  # how the two meet, in the supervisor's words
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    points = models.JSONField(default=dict)  # of guide.POINTS: a level of guide.LEVELS
    words = models.TextField(max_length=NOTE, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(held_at=None),
                name="matching_interview_one_ahead",
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None, outcome="")
                | (Q(held_at__isnull=False, held_by__isnull=False) & ~Q(outcome="")),
                name="matching_interview_held_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"Interview#{self.pk}"

    @property
    def observed(self) -> list[tuple[str, str]]:
        """Each point of the guide in words, with what was noted."""
        levels = dict(guide.LEVELS)
        return [
            (words, levels.get(self.points.get(key, ""), "")) for key, words in guide.POINTS.items()
        ]


class Reference(models.Model):
    """Somebody who knows the applicant. Name, way to reach and words lie sealed."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="references"
    )
    number = models.PositiveSmallIntegerField()  # 1 or 2
    named_at = models.DateTimeField()
    sealed_name = models.BinaryField()
    sealed_reach = models.BinaryField()
    answered_at = models.DateTimeField(null=True)
    trust = models.CharField(max_length=8, choices=Trust, blank=True)
    sealed_words = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("application", "number"), name="matching_reference_number_once"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, trust="", sealed_words=None)
                | (Q(answered_at__isnull=False, sealed_words__isnull=False) & ~Q(trust="")),
                name="matching_reference_answered_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Reference#{self.pk}"

    @property
    def name(self) -> str:
        """Who they are.

        Raises:
            peerhub.crypto.Unreadable: it was changed or moved, or its key is not here.
        """
        return unseal(bytes(self.sealed_name), place=self._place("name"))

    @property
    def reach(self) -> str:
        """How to reach them. Raises as ``name``."""
        return unseal(bytes(self.sealed_reach), place=self._place("reach"))

    @property
    def words(self) -> str:
        """What they wrote; "" before they answered. Raises as ``name``."""
        if self.sealed_words is None:
            return ""
        return unseal(bytes(self.sealed_words), place=self._place("words"))

    def put(self, *, name: str, reach: str) -> None:
        """Seal who they are and how to reach them."""
        self.sealed_name = seal(name, place=self._place("name"))
        self.sealed_reach = seal(reach, place=self._place("reach"))

    def put_words(self, words: str) -> None:
        """Seal what they wrote."""
        self.sealed_words = seal(words, place=self._place("words"))

    def _place(self, column: str) -> str:
        """Where its words belong: none of this ever changes."""
        return f"matching.reference.{column}:{self.public_id}"


class Appeal(models.Model):
    """The applicant asks that a second supervisor looks at a no."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="appeal")
    words = models.TextField(max_length=NOTE, blank=True)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Appeal#{self.pk}"


class Decision(models.Model):
    """What a supervisor decided; the newest counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=8, choices=Answer)
    reason = models.TextField(max_length=NOTE, blank=True)
    would_help = models.TextField(max_length=NOTE, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    on_appeal = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(on_appeal=True),
                name="matching_decision_one_on_appeal",
            ),
        )

    def __str__(self) -> str:
        return f"Decision#{self.pk}"


class SignOff(models.Model):
    """What a therapist of the team said at the end of the training; the newest counts."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sign_offs")
    ready = models.BooleanField()
    words = models.TextField(max_length=NOTE, blank=True)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"SignOff#{self.pk}"
