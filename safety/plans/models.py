"""Staying safe plans: what was written and when, with whom it is shared, what was suggested."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from peerhub.crypto import SealedWords
from safety.plans.states import Answer, Part

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of one part
SUGGESTION = 300  # characters of one suggestion


class SafetyPlanQuerySet(models.QuerySet["SafetyPlan"]):
    """Questions about plans."""

    def shared_with(self, person: User, *, as_team: bool) -> Self:
        """Those that ``person`` may read now; ``as_team``: whether they work the queue."""
        whom = Q(person=person)
        if as_team:
            whom |= Q(person=None)
        shares = PlanShare.objects.filter(whom, plan=OuterRef("pk"), ended_at=None)
        return self.filter(Exists(shares)).exclude(member=person)


class SafetyPlan(models.Model):
    """One member's plan. Its words are its entries; this row is what changes are locked by."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="safety_plan"
    )
    begun_at = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)  # of the newest version

    objects = SafetyPlanQuerySet.as_manager()

    def __str__(self) -> str:
        return f"SafetyPlan#{self.pk}"

    def words(self, number: int | None = None) -> dict[Part, str]:
        """What the plan says, or said in version ``number``, part by part; "" for a skipped one."""
        entries = self.entries.filter(number__lte=self.number if number is None else number)
        latest = {entry.part: entry for entry in entries.order_by("number")}
        return {part: latest[part].words if part in latest else "" for part in Part}


class PlanEntry(SealedWords, models.Model):
    """What one part says from one version on, sealed; "" once emptied. Nobody changes it (0011, 0021).

    It goes only with the whole plan, when its member forgets it.
    """

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()  # of the version that it came with
    part = models.CharField(max_length=16, choices=Part)
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "number", "part"), name="safety_planentry_once_in_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"PlanEntry#{self.pk}"

    @property
    def _place(self) -> str:
        """Where its words belong: none of this ever changes."""
        return f"safety.planentry.words:{self.plan.public_id}:{self.number}:{self.part}"


class PlanShare(models.Model):
    """The member lets somebody read the plan as it is now, until they end it."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="shares")
    # None: whoever works the queue, our moderators and supervisors.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="plans_shared"
    )
    # Both moments are the member's; there is no other "by".
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "person"),
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="safety_planshare_once_with_a_person",
            ),
        )

    def __str__(self) -> str:
        return f"PlanShare#{self.pk}"


class PlanProposalQuerySet(models.QuerySet["PlanProposal"]):
    """Questions about suggestions."""

    def waiting(self) -> Self:
        """Not answered."""
        return self.filter(answered_at=None)

    def to_answer(self) -> Self:
        """What the member sees: not answered and not held, the oldest first."""
        return self.waiting().filter(held=False).order_by("made_at", "pk")


class PlanProposal(models.Model):
    """Somebody who may read the plan suggests a line for it; the member takes it or not."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.CASCADE, related_name="proposals")
    part = models.CharField(max_length=16, choices=Part)
    words = models.CharField(max_length=SUGGESTION)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_proposals"
    )
    held = models.BooleanField(default=False)  # until a person has read it
    # The answer is the member's alone.
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)

    objects = PlanProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="safety_planproposal_answered_at_and_answer_together",
            ),
        )

    def __str__(self) -> str:
        return f"PlanProposal#{self.pk}"
