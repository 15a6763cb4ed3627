"""A member's plan: goals with small steps, what helps, what they notice, who and what holds them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from peerhub.crypto import SealedWords
from sessions.wellness.states import (
    ANSWERED,
    CAN_BE_SUGGESTED,
    HELPS,
    READ_FIRST,
    STANDS,
    WAITS,
    Answer,
    Kind,
    State,
)

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 300  # characters


class PlanItemQuerySet(models.QuerySet["PlanItem"]):
    """Questions about what stands in plans."""

    def of(self, person: User) -> Self:
        """A person's own, the oldest first."""
        return self.filter(member=person).order_by("made_at", "pk")

    def standing(self) -> Self:
        """Not let go."""
        return self.exclude(state=State.LET_GO)

    def shared_with(self, person: User) -> Self:
        """What members let this person read now, and have not let go."""
        return self.standing().filter(shares__person=person)


class PlanItem(SealedWords, models.Model):
    """One thing in a member's plan, with its words as they are now, sealed.

    What it said before is in ``FormerWords``. Deleting it leaves nothing of either.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_items"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    # Of a step: the goal towards which it goes.
    goal = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    number = models.PositiveIntegerField(default=1)  # of the words as they are now
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    written_at = models.DateTimeField()  # the words as they are now
    moved_at = models.DateTimeField()  # to the state as it is now

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=Kind.STEP, goal__isnull=False)
                | (~Q(kind=Kind.STEP) & Q(goal=None)),
                name="sessions_planitem_a_step_has_a_goal",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=HELPS) | Q(state__in=(State.OPEN, State.LET_GO)),
                name="sessions_planitem_help_is_kept_or_let_go",
            ),
        )

    def __str__(self) -> str:
        return f"{type(self).__name__}#{self.pk}"

    def get_absolute_url(self) -> str:
        """Its page, for its member alone."""
        return reverse("sessions:plan_item", args=[self.public_id])

    @property
    def _place(self) -> str:
        return self.place(self.number)

    def place(self, number: int) -> str:
        """Where words belong, those of now and those of before: none of this ever changes."""
        return f"peer_sessions.planitem.words:{self.public_id}:{number}"

    @property
    def stands(self) -> str:
        """Where it stands, in a word; "" while it is simply there."""
        return STANDS[Kind(self.kind)].get(State(self.state), "")


class _OfKind(models.Manager["PlanItem"]):
    """The rows of some kinds alone."""

    def __init__(self, *kinds: Kind) -> None:
        super().__init__()
        self.kinds = kinds

    def get_queryset(self) -> PlanItemQuerySet:
        """Of these kinds."""
        return PlanItemQuerySet(self.model, using=self._db).filter(kind__in=self.kinds)

    def of(self, person: User) -> PlanItemQuerySet:
        """A person's own, the oldest first."""
        return self.get_queryset().of(person)


class Goal(PlanItem):
    """What a member works towards, in their own words."""

    objects = _OfKind(Kind.GOAL)  # type: ignore[misc, assignment]

    class Meta:
        proxy = True


class Step(PlanItem):
    """Something small on the way to a goal."""

    objects = _OfKind(Kind.STEP)  # type: ignore[misc, assignment]

    class Meta:
        proxy = True


class Help(PlanItem):
    """What helped, what they notice, or what holds them."""

    objects = _OfKind(*HELPS)  # type: ignore[misc, assignment]

    class Meta:
        proxy = True


class FormerWords(SealedWords, models.Model):
    """What something in a plan said before, sealed. The database refuses to change it (0017).

    It goes only with all of it, when its member deletes that for good.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="formers")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("item", "number"), name="sessions_formerwords_once_in_an_item"
            ),
        )

    def __str__(self) -> str:
        return f"FormerWords#{self.pk}"

    @property
    def _place(self) -> str:
        return self.item.place(self.number)


class PlanItemShare(models.Model):
    """One specialist may read one thing of a plan, until the row is gone."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_items_shared"
    )
    shared_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("item", "person"), name="sessions_planitemshare_once_with_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"PlanItemShare#{self.pk}"


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Questions about suggestions."""

    def waiting(self) -> Self:
        """Not answered, the oldest first."""
        return self.filter(answered_at=None).order_by("made_at", "pk")

    def to_answer(self, person: User) -> Self:
        """What a member sees: theirs, not answered and not held."""
        return self.waiting().filter(member=person, held=False).select_related("made_by", "goal")


class Suggestion(SealedWords, models.Model):
    """Something that a specialist suggests for a plan. Until the member takes it, it is no part of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_suggestions"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="plan_suggestions_made"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    goal = models.ForeignKey(
        PlanItem, null=True, on_delete=models.CASCADE, related_name="suggested_steps"
    )
    sealed = models.BinaryField()
    held = models.BooleanField(default=False)  # until a person has read it
    # The answer is the member's alone.
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    # What became of it; deleted with it, because the words may be the same.
    item = models.ForeignKey(
        PlanItem, null=True, on_delete=models.CASCADE, related_name="suggestions"
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="sessions_suggestion_answered_at_and_answer_together",
            ),
            models.CheckConstraint(
                condition=Q(item=None) | Q(answer=Answer.TAKEN),
                name="sessions_suggestion_nothing_of_it_before_it_is_taken",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=CAN_BE_SUGGESTED)
                & (Q(kind=Kind.STEP, goal__isnull=False) | (~Q(kind=Kind.STEP) & Q(goal=None))),
                name="sessions_suggestion_what_can_be_suggested",
            ),
        )

    def __str__(self) -> str:
        return f"Suggestion#{self.pk}"

    @property
    def _place(self) -> str:
        return f"peer_sessions.suggestion.words:{self.public_id}"

    @property
    def stands(self) -> str:
        """What became of it, in words for whoever made it: kind, and no more than they need."""
        if self.answer:
            return ANSWERED[Answer(self.answer)]
        return READ_FIRST if self.held else WAITS

    @property
    def reference(self) -> str:
        """Names its notice."""
        return f"plan-suggestion:{self.public_id}"
