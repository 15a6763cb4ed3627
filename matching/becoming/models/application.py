"""An application: the applicant's words, and the history of what was done."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from matching.becoming.states import LIVE, Deed, Hours, State, Station
from peerhub.topics.models import Topic

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of an answer


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Questions about applications."""

    def of(self, person: User) -> Self:
        """The person's own, the newest first."""
        return self.filter(person=person).order_by("-began_at", "-pk")

    def live(self) -> Self:
        """Those that are written or on their way."""
        return self.filter(state__in=LIVE)

    def on_the_way(self) -> Self:
        """Those that were sent and have not ended, the oldest first."""
        rows = self.filter(state=State.SENT, person__is_active=True)
        return rows.select_related("person").order_by("sent_at", "pk")


class Application(models.Model):
    """Somebody would like to become a peer specialist. Its words go when it is taken back."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications"
    )
    state = models.CharField(max_length=12, choices=State, default=State.WRITING)
    began_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    why = models.TextField(max_length=WORDS, blank=True)
    now = models.TextField(max_length=WORDS, blank=True)
    hours = models.CharField(max_length=8, choices=Hours, blank=True)
    roots = models.ManyToManyField(Topic, related_name="+")
    struggles = models.ManyToManyField(Topic, related_name="+")

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(state__in=LIVE),
                name="matching_application_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False),
                name="matching_application_sent_at_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at=None)
                | (~Q(state__in=LIVE) & Q(ended_at__isnull=False)),
                name="matching_application_ended_when_not_live",
            ),
        )

    def __str__(self) -> str:
        return f"Application#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page where supervisors work with it."""
        return reverse("matching:application", args=[self.public_id])

    @property
    def labels(self) -> list[str]:
        """What they know from the inside, in the order of the vocabulary."""
        topics = [*self.struggles.all(), *self.roots.all()]
        topics.sort(key=lambda topic: (topic.axis != Topic.Axis.STRUGGLE, topic.position))
        return [topic.label for topic in topics]


class Step(models.Model):
    """One line of the history: who did what at which station, and when. The database keeps it so."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    station = models.CharField(max_length=16, choices=Station)
    deed = models.CharField(max_length=16, choices=Deed)
    # None: somebody without an account, who answered as a reference.
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    done_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Step#{self.pk}"
