"""Requests for somebody who fits, and the proposals that answer them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Q
from django.urls import reverse

from matching.peers.models import SpecialistProfile
from matching.requests.states import ProposalState, RequestState
from peerhub.topics.models import Topic

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 1000  # characters of a request
PROPOSAL_WORDS = 600
NOTE_WORDS = 600


class MatchRequestQuerySet(models.QuerySet["MatchRequest"]):
    """Questions about requests."""

    def of(self, member: User) -> Self:
        """The member's own, newest first."""
        return self.filter(member=member).order_by("-asked_at", "-pk")

    def open(self) -> Self:
        """Those that wait, the oldest first, each with its topics, and how many ``proposed`` and were ``reached``.

        Whose account is paused or closed waits for nobody.
        """
        waiting = self.filter(state=RequestState.OPEN, member__is_active=True)
        waiting = waiting.prefetch_related("roots", "struggles")
        made = ~Q(proposals__state=ProposalState.WITHDRAWN)
        counted = waiting.annotate(
            proposed=Count("proposals", filter=made, distinct=True),
            reached=Count("outreach", distinct=True),
        )
        return counted.order_by("asked_at", "pk")

    def without_answer_of(self, profile: SpecialistProfile) -> Self:
        """Those that this specialist has not answered, or took the answer back."""
        given = Proposal.objects.filter(specialist=profile).exclude(state=ProposalState.WITHDRAWN)
        return self.exclude(pk__in=given.values("request"))

    def unanswered(self) -> Self:
        """Open ones without an answer that stands, whose words may be read; the oldest first."""
        standing = Count("proposals", filter=Q(proposals__state=ProposalState.OPEN))
        return self.open().filter(words_held=False).alias(standing=standing).filter(standing=0)

    def nobody_answered(self) -> Self:
        """Open ones to which nobody stands, or ever stood without taking it back."""
        return self.open().filter(proposed=0)

    def left_alone(self, *, since: datetime) -> Self:
        """Open ones from before ``since`` without any answer, of which no coordinator knows."""
        read = ~Q(proposals__state=ProposalState.WITHDRAWN) & Q(proposals__words_held=False)
        waiting = self.open().filter(asked_at__lte=since, coordinator_told_at=None)
        return waiting.alias(read=Count("proposals", filter=read)).filter(read=0)

    def asked_since(self, since: datetime) -> Self:
        """Those asked from then on, each with the time of its ``first`` proposal."""
        return self.filter(asked_at__gte=since).annotate(first=Min("proposals__made_at"))


class MatchRequest(models.Model):
    """Nobody fits, so a member asks. Specialists read it without the member's name."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="match_requests"
    )
    roots = models.ManyToManyField(Topic, related_name="+")
    struggles = models.ManyToManyField(Topic, related_name="+")
    words = models.TextField(max_length=WORDS, blank=True)
    words_held = models.BooleanField(default=False)  # until a person has read them
    asked_at = models.DateTimeField()
    # The member's own yes, given with this request: supervisors read the musts in words.
    musts_shown = models.BooleanField(default=False)
    state = models.CharField(
        max_length=16, choices=RequestState, default=RequestState.OPEN, db_index=True
    )
    ended_at = models.DateTimeField(null=True)
    coordinator_told_at = models.DateTimeField(null=True)  # that nobody had answered in time

    # Set by the queryset.
    proposed: int
    reached: int
    first: datetime | None

    objects = MatchRequestQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member",),
                condition=Q(state=RequestState.OPEN),
                name="matching_request_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, ended_at=None)
                | (~Q(state=RequestState.OPEN) & Q(ended_at__isnull=False)),
                name="matching_request_ended_when_not_open",
            ),
        )

    def __str__(self) -> str:
        return f"MatchRequest#{self.pk}"

    def get_absolute_url(self) -> str:
        """The member's own page of it."""
        return reverse("matching:request", args=[self.public_id])

    @property
    def labels(self) -> list[str]:
        """What it is like now, in the order of the vocabulary. All that others see of the topics."""
        return _labels(self.struggles.all())

    @property
    def root_labels(self) -> list[str]:
        """Where it started: for its member alone."""
        return _labels(self.roots.all())


def _labels(topics: Iterable[Topic]) -> list[str]:
    return [topic.label for topic in sorted(topics, key=lambda topic: topic.position)]


class OutreachQuerySet(models.QuerySet["Outreach"]):
    """Questions about who was told."""

    def since(self, at: datetime) -> Self:
        """Those told later than ``at``."""
        return self.filter(at__gt=at)


class Outreach(models.Model):
    """One specialist was told, for this request, that somebody asks.

    Whom we told first can say where it started, so nobody reads it but whoever asked by hand.
    """

    request = models.ForeignKey(MatchRequest, on_delete=models.CASCADE, related_name="outreach")
    specialist = models.ForeignKey(SpecialistProfile, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    # By whom, where a person asked this one; the same whether or not they had been told before.
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = OutreachQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(asked_at=None, asked_by=None)
                | Q(asked_at__isnull=False, asked_by__isnull=False),
                name="matching_outreach_asked_at_and_by_together",
            ),
            models.UniqueConstraint(
                fields=("request", "specialist"), name="matching_outreach_once"
            ),
        )

    def __str__(self) -> str:
        return f"Outreach#{self.pk}"


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals."""

    def seen_by_member(self) -> Self:
        """Open ones of people who are shown, words let out; oldest first."""
        shown = SpecialistProfile.objects.published()
        seen = self.filter(state=ProposalState.OPEN, words_held=False, specialist__in=shown)
        return seen.select_related("specialist__person").order_by("made_at", "pk")

    def by(self, person: User) -> Self:
        """The specialist's own, newest first."""
        mine = self.filter(specialist__person=person).select_related("request")
        return mine.prefetch_related("request__roots", "request__struggles").order_by(
            "-made_at", "-pk"
        )


class Proposal(models.Model):
    """A specialist says why they may fit, in their own words, with their story behind it."""

    request = models.ForeignKey(MatchRequest, on_delete=models.PROTECT, related_name="proposals")
    specialist = models.ForeignKey(
        SpecialistProfile, on_delete=models.PROTECT, related_name="proposals"
    )
    words = models.TextField(max_length=PROPOSAL_WORDS)
    words_held = models.BooleanField(default=False)  # until a person has read them
    made_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=ProposalState, default=ProposalState.OPEN)
    ended_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "specialist"),
                condition=~Q(state=ProposalState.WITHDRAWN),
                name="matching_proposal_once",
            ),
            models.UniqueConstraint(
                fields=("request",),
                condition=Q(state=ProposalState.ACCEPTED),
                name="matching_proposal_one_accepted",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, ended_at=None)
                | (~Q(state=ProposalState.OPEN) & Q(ended_at__isnull=False)),
                name="matching_proposal_ended_when_not_open",
            ),
        )

    def __str__(self) -> str:
        return f"Proposal#{self.pk}"


class CareQuerySet(models.QuerySet["Care"]):
    """Questions about who looks after requests."""

    def current(self) -> Self:
        """Those that go on."""
        return self.filter(ended_at=None).select_related("person")


class Care(models.Model):
    """A supervisor looks after one request, until they give it back."""

    request = models.ForeignKey(MatchRequest, on_delete=models.PROTECT, related_name="cares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_after_requests"
    )
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = CareQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request",), condition=Q(ended_at=None), name="matching_care_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"Care#{self.pk}"


class RequestNote(models.Model):
    """What a supervisor wrote for the others while looking for somebody. The database keeps it."""

    request = models.ForeignKey(MatchRequest, on_delete=models.PROTECT, related_name="notes")
    words = models.TextField(max_length=NOTE_WORDS)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"RequestNote#{self.pk}"
