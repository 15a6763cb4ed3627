"""Who may learn, what they answered, how practice went, and exams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from matching.training import practice

if TYPE_CHECKING:
    from peerhub.accounts.models import User

SLUG = 32  # characters of a module's name
KEY = 64  # characters of a question's
FEEDBACK = 1000  # characters


class Enrolment(models.Model):
    """A supervisor's yes to the training. Whoever has none sees nothing of it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolment"
    )
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # What they need not do again: they bring it. Of "modules", "practice" and "exam".
    recognised = ArrayField(models.CharField(max_length=16), default=list)

    def __str__(self) -> str:
        return f"Enrolment#{self.pk}"


class QuizAnswer(models.Model):
    """One answer to one question of a module; the newest counts. Only its writer sees it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiz_answers"
    )
    module = models.CharField(max_length=SLUG)
    version = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=KEY)
    letter = models.CharField(max_length=1)
    right = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("person", "module"), name="matching_quizanswer_of"),)

    def __str__(self) -> str:
        return f"QuizAnswer#{self.pk}"


class ModulePass(models.Model):
    """Somebody went through a module in one version, once a round: at first, and every year."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="module_passes"
    )
    module = models.CharField(max_length=SLUG)
    version = models.PositiveSmallIntegerField()
    passed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ModulePass#{self.pk}"


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Questions about practice sessions."""

    def waiting(self) -> Self:
        """Those that nobody has had yet, the oldest first."""
        return self.filter(held_at=None).select_related("trainee").order_by("asked_at", "pk")

    def held_by(self, trainee: User) -> Self:
        """The trainee's, with feedback, the newest first."""
        return self.filter(trainee=trainee, held_at__isnull=False).order_by("-held_at", "-pk")


class Practice(models.Model):
    """A talk to practise: the trainee, and a certified specialist or supervisor who says how it was."""

    trainee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practices"
    )
    asked_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    points = models.JSONField(default=dict)  # of practice.POINTS: a level of practice.LEVELS
    words = models.TextField(max_length=FEEDBACK, blank=True)
    went_well = models.BooleanField(default=False)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("trainee",), condition=Q(held_at=None), name="matching_practice_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(held_at=None, held_by=None)
                | Q(held_at__isnull=False, held_by__isnull=False),
                name="matching_practice_held_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(held_by=models.F("trainee")) | Q(held_by=None),
                name="matching_practice_with_somebody_else",
            ),
        )

    def __str__(self) -> str:
        return f"Practice#{self.pk}"

    @property
    def observed(self) -> list[tuple[str, str]]:
        """Each point in words, with what was seen of it."""
        levels = dict(practice.LEVELS)
        return [
            (words, levels.get(self.points.get(key, ""), ""))
            for key, words in practice.POINTS.items()
        ]


class ExamTry(models.Model):
    """One exam: what was drawn, what was answered, whether it was enough."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_tries"
    )
    questions = ArrayField(models.CharField(max_length=KEY))
    answers = models.JSONField(default=dict)  # question: letter
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(default=0)
    passed = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(ended_at=None), name="matching_examtry_one_open"
            ),
        )

    def __str__(self) -> str:
        return f"ExamTry#{self.pk}"


class ExamTalk(models.Model):
    """A supervisor talked with somebody after two tries: two more are open."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_talks"
    )
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return f"ExamTalk#{self.pk}"
