"""What a member told us they carry: for suggestions, and counted without names."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from matching.intake.steps import DONE
from peerhub.accounts.models import Consent, User
from peerhub.topics.models import Topic

ROOTS_MOST = 3
STRUGGLES_MOST = 5


class MemberTopicsQuerySet(models.QuerySet["MemberTopics"]):
    """Questions to the answers."""

    def of(self, person: User) -> "MemberTopics | None":
        """What this person told, with its topics."""
        return self.filter(person=person).prefetch_related("roots", "struggles").first()

    def agreed_to(self, purpose: Consent.Purpose, version: str) -> Self:
        """Those of people who said yes to these very words, each with ``told_at``: since when."""
        consents = Consent.objects.filter(
            person=models.OuterRef("person"), purpose=purpose, version=version, withdrawn_at=None
        )
        told = self.annotate(told_at=models.Subquery(consents.values("given_at")))
        agreed = told.filter(person__is_active=True).exclude(told_at=None)
        return agreed.prefetch_related("roots", "struggles")


class MemberTopics(models.Model):
    """A member's own roots and struggles. No other person ever sees them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_topics"
    )
    roots = models.ManyToManyField(Topic, related_name="+")
    struggles = models.ManyToManyField(Topic, related_name="+")
    # How they would like to meet; wishes, which exclude nobody.
    ways = ArrayField(models.CharField(max_length=8), default=list)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    facets = ArrayField(models.CharField(max_length=64), default=list)
    soon = models.BooleanField(default=False)
    # Those of the wishes that are strict, as keys of ``wishes``.
    musts = ArrayField(models.CharField(max_length=64), default=list)
    # What counts more for this member, as keys of ``wishes.COUNTING``.
    counts_more = ArrayField(models.CharField(max_length=16), default=list)
    # Answers that are as good as a topic, such as "root:not-sure"; they match nobody.
    said = ArrayField(models.CharField(max_length=40), default=list)
    # The step of intake that comes next; DONE when all were answered or skipped.
    at_step = models.CharField(max_length=16, default=DONE)
    told_at: datetime  # of ``agreed_to``

    objects = MemberTopicsQuerySet.as_manager()

    def __str__(self) -> str:
        return f"MemberTopics#{self.pk}"

    @property
    def labels(self) -> list[str]:
        """What was told, as the member reads it."""
        return [topic.label for topic in (*self.struggles.all(), *self.roots.all())]

    def opens_help(self) -> bool:
        """Whether something told means that help lines come first."""
        return any(topic.opens_help for topic in (*self.roots.all(), *self.struggles.all()))
