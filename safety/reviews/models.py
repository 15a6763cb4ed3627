"""Case reviews: a member and whom they chose look at how it goes, and agree on goals in writing.

Source: handbook, domain 0 and 1F (the referral and feedback loop: team check-ins, shared goals).
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from peerhub.crypto import SealedWords
from safety.reviews.states import Answer, Fate, GoalState, Part

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 600  # characters of what a review is about, of a goal and of an idea
SHORT = 200  # of when, and of who helps
NAME = 64


class SealedParts(SealedWords):
    """For rows whose words are several, by name, sealed together."""

    @property
    def said(self) -> dict[str, str]:
        """The words by name."""
        found: dict[str, str] = json.loads(self.words)
        return found

    def say(self, **words: str) -> None:
        """Seal them."""
        self.put(json.dumps(words))


class CaseReviewQuerySet(models.QuerySet["CaseReview"]):
    """Questions about reviews."""

    def of(self, member: User) -> Self:
        """The member's own, the newest first."""
        return self.filter(member=member).order_by("-called_at", "-pk")

    def open(self) -> Self:
        """Those that their member has not ended."""
        return self.filter(ended_at=None)


class CaseReview(SealedParts, models.Model):
    """One review. It is the member's: they say who takes part, what counts, and when it ends.

    ``sealed`` holds ``about`` and ``when``.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_reviews"
    )
    sealed = models.BinaryField()
    meets_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = CaseReviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"CaseReview#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("safety:review", args=[self.public_id])

    @property
    def _place(self) -> str:
        return f"safety.casereview.sealed:{self.public_id}"


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Questions about who takes part."""

    def there(self) -> Self:
        """Those who said yes, and are neither gone nor taken out."""
        return self.filter(answer=Answer.YES)

    def asked(self) -> Self:
        """Those who have not answered."""
        return self.filter(answer=Answer.WAITING)


class Participant(models.Model):
    """Somebody whom the member asked. A supervisor is asked by role; who says yes first, it is."""

    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="participants")
    part = models.CharField(max_length=12, choices=Part)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reviews_asked"
    )
    name = models.CharField(max_length=NAME)  # as the member knows them
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    moved_at = models.DateTimeField()  # to the answer as it is now
    read_at = models.DateTimeField(null=True)  # the review, the last time

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("review", "person"), name="safety_participant_once_in_a_review"
            ),
            models.UniqueConstraint(
                fields=("review",),
                condition=Q(part=Part.SUPERVISOR),
                name="safety_participant_one_supervisor",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | (Q(part=Part.SUPERVISOR) & ~Q(answer=Answer.YES)),
                name="safety_participant_is_somebody",
            ),
        )
        indexes = (models.Index(fields=("person", "answer"), name="safety_participant_person"),)

    def __str__(self) -> str:
        return f"Participant#{self.pk}"


class SharedGoal(models.Model):
    """A goal that the member agreed to. Its words are in its versions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(CaseReview, on_delete=models.PROTECT, related_name="goals")
    state = models.CharField(max_length=8, choices=GoalState, default=GoalState.OPEN)
    number = models.PositiveIntegerField(default=1)  # of the version that counts
    moved_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="safety_sharedgoal_has_words"),
        )

    def __str__(self) -> str:
        return f"SharedGoal#{self.pk}"

    @property
    def reference(self) -> str:
        """Names its notices."""
        return f"review-goal:{self.public_id}:"


class GoalVersionQuerySet(models.QuerySet["GoalVersion"]):
    """Questions about the words of goals."""

    def counting(self) -> Self:
        """Those that count now, one of each goal."""
        return self.filter(number=F("goal__number"))


class GoalVersion(SealedParts, models.Model):
    """What a goal says, as the member agreed to it. The database refuses to change it (0035).

    ``sealed`` holds ``goal`` and ``helps``: who helps with what.
    """

    goal = models.ForeignKey(SharedGoal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    look_on = models.DateField(null=True)  # when to look at it again, if there is such a day
    agreed_at = models.DateTimeField()

    objects = GoalVersionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("goal", "number"), name="safety_goalversion_once_in_a_goal"
            ),
        )

    def __str__(self) -> str:
        return f"GoalVersion#{self.pk}"

    @property
    def _place(self) -> str:
        return f"safety.goalversion.sealed:{self.goal.public_id}:{self.number}"


class GoalRead(models.Model):
    """A participant said "I have read this" of one version."""

    version = models.ForeignKey(GoalVersion, on_delete=models.PROTECT, related_name="reads")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="reads")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("version", "participant"), name="safety_goalread_once_by_each"
            ),
        )

    def __str__(self) -> str:
        return f"GoalRead#{self.pk}"


class ReviewIdeaQuerySet(models.QuerySet["ReviewIdea"]):
    """Questions about ideas."""

    def waiting(self) -> Self:
        """Not answered, the oldest first."""
        return self.filter(answered_at=None).order_by("made_at", "pk")

    def to_answer(self, member: User) -> Self:
        """What a member sees: theirs, not answered and not held."""
        return self.waiting().filter(member=member, held=False).select_related("made_by")


class ReviewIdea(SealedParts, models.Model):
    """Somebody proposes a review (``review`` None), or a goal for one. It changes nothing.

    ``sealed`` holds ``words``, and ``helps`` of a goal.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_ideas"
    )
    review = models.ForeignKey(
        CaseReview, null=True, on_delete=models.PROTECT, related_name="ideas"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_ideas_made"
    )
    made_at = models.DateTimeField()
    sealed = models.BinaryField()
    held = models.BooleanField(default=False)  # until a person has read it
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Fate, blank=True)

    objects = ReviewIdeaQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_reviewidea_answered_at_and_answer_together",
            ),
            models.CheckConstraint(
                condition=~Q(made_by=F("member")), name="safety_reviewidea_by_somebody_else"
            ),
        )

    def __str__(self) -> str:
        return f"ReviewIdea#{self.pk}"

    @property
    def reference(self) -> str:
        """Names its notice."""
        return f"review-idea:{self.public_id}"

    @property
    def stands(self) -> str:
        """What became of it, for whoever had it."""
        if self.answer:
            return str(Fate(self.answer).label)
        return "Somebody from our team reads it first." if self.held else "With them."

    @property
    def _place(self) -> str:
        return f"safety.reviewidea.sealed:{self.public_id}"
