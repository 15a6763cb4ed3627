"""Words and topics that peer specialists put forward for the vocabulary."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from matching.topics.states import Kind, Reason, State
from peerhub.accounts.models import User
from peerhub.topics.models import Topic

WORDS = 80  # characters, as long as a label
WHY = 300


class AdditionQuerySet(models.QuerySet["Addition"]):
    """Questions about what was put forward."""

    def of(self, person: User) -> Self:
        """The person's own, newest first."""
        return self.filter(by=person).select_related("topic").order_by("-put_at", "-pk")

    def waiting(self) -> Self:
        """Those that nobody has decided, oldest first."""
        waiting = self.filter(state=State.WAITING).select_related("topic", "by")
        return waiting.order_by("put_at", "pk")


class Addition(models.Model):
    """Other words for a topic, or a new topic. Staff decide once, and say why not."""

    kind = models.CharField(max_length=8, choices=Kind)
    # The topic that the words mean; None for a new one, which has an axis instead.
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+", null=True)
    axis = models.CharField(max_length=8, choices=Topic.Axis.choices, blank=True)
    words = models.CharField(max_length=WORDS)
    why = models.CharField(max_length=WHY, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="additions"
    )
    put_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = AdditionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=Kind.SYNONYM, topic__isnull=False, axis="")
                | (Q(kind=Kind.TOPIC, topic=None) & ~Q(axis="")),
                name="matching_addition_has_a_topic_or_an_axis",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at=None, decided_by=None)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="matching_addition_decided_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.REFUSED) & ~Q(reason=""))
                | (~Q(state=State.REFUSED) & Q(reason="")),
                name="matching_addition_refused_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Addition#{self.pk}"
