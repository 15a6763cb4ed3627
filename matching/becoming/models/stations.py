"""What is kept of each station."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.becoming import guide
from matching.becoming.models.application import Application
from matching.becoming.states import Answer, Outcome

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
