"""The assessment of a case in five parts, and the checklist when danger is imminent.

Each save is a version: a row that the database refuses to change.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from safety.closing.steps import NUMBERS
from safety.flags import ladder

WORDS = 2000  # characters of each part
PARTS = ("risks", "strengths", "asked", "reasons", "next_steps")


class Assessment(models.Model):
    """One version. The parts follow five steps that the field agrees on (domain 3.3)."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="assessments")
    version = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments"
    )
    risks = models.TextField(max_length=WORDS, blank=True)
    strengths = models.TextField(max_length=WORDS, blank=True)
    asked = models.TextField(max_length=WORDS, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    reasons = models.TextField(max_length=WORDS, blank=True)
    next_steps = models.TextField(max_length=WORDS, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("flag", "version"), name="safety_assessment_once"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__gte=ladder.LOWEST, level__lte=ladder.HIGHEST),
                name="safety_assessment_level_on_ladder",
            ),
        )

    def __str__(self) -> str:
        return f"Assessment#{self.pk}"

    @property
    def is_whole(self) -> bool:
        """Whether every part is filled in."""
        return self.level is not None and all(getattr(self, part).strip() for part in PARTS)


class Signature(models.Model):
    """A clinician, moderator or supervisor stands by one version."""

    assessment = models.OneToOneField(
        Assessment, on_delete=models.PROTECT, related_name="signature"
    )
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures"
    )

    def __str__(self) -> str:
        return f"Signature#{self.pk}"


class StepLine(models.Model):
    """What was done about one step of imminent danger; the latest line of a step counts."""

    flag = models.ForeignKey("safety.Flag", on_delete=models.PROTECT, related_name="step_lines")
    step = models.PositiveSmallIntegerField()
    needed = models.BooleanField()
    # What was done; where it was not needed, why.
    words = models.TextField(max_length=WORDS)
    who = models.CharField(max_length=64, blank=True)
    when = models.CharField(max_length=64, blank=True)
    dialled = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=64, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="step_lines"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(step__gte=min(NUMBERS), step__lte=max(NUMBERS)),
                name="safety_stepline_step_on_list",
            ),
        )

    def __str__(self) -> str:
        return f"StepLine#{self.pk}"
