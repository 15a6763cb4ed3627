"""What a member asks of the guide on shift, and what the two write then."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from rooms.letters.models import KeptWords, KeptWordsQuerySet

if TYPE_CHECKING:
    pass

# Numbers of our own.
LATE = timedelta(hours=2)  # then moderators see it, too
HOLDS = timedelta(minutes=15)  # so long whoever took it has it, off shift and when it is late, too
LOOKS_BACK = timedelta(days=30)  # a guide still reads, and reports, what was ended


class GuideAskQuerySet(models.QuerySet["GuideAsk"]):
    """Questions about who asked."""

    def standing(self) -> Self:
        """Not ended."""
        return self.filter(closed_at=None)

    def waiting(self) -> Self:
        """Somebody who is here wrote and had no answer; who waits longest first."""
        waits = self.standing().filter(waits_since__isnull=False, member__is_active=True)
        return waits.order_by("waits_since", "pk")

    def free(self, there: frozenset[int], *, now: datetime) -> Self:
        """Nobody has them, or whoever has them is not ``there`` any more."""
        left = ~Q(guide__in=there) & Q(taken_at__lte=now - HOLDS)
        return self.filter(Q(guide=None) | left)

    def late(self, *, now: datetime) -> Self:
        """Those that wait too long, whoever has them; who took one a moment ago keeps it a while."""
        return self.filter(waits_since__lte=now - LATE)

    def opened_by(self, person_id: int, apart: frozenset[int], *, now: datetime) -> Self:
        """Those that a person asked, or has as a guide."""
        theirs = self.held_by(person_id, now=now).exclude(member__in=apart)
        return self.filter(Q(member=person_id) | Q(pk__in=theirs.values("pk")))

    def held_by(self, person_id: int, *, now: datetime) -> Self:
        """What a guide took and nobody else has; some time after its end they read it no more."""
        back = Q(closed_at=None) | Q(closed_at__gt=now - LOOKS_BACK)
        return self.filter(back, guide=person_id)


class GuideAsk(models.Model):
    """One conversation of a member with whoever is on shift, one guide at a time.

    ``last_seq`` is given on under the row's lock. ``turn`` counts who took it, so that each time it
    waits those on shift are told once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guide_asks"
    )
    asked_at = models.DateTimeField()
    guide = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="guided_asks"
    )
    taken_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0)
    waits_since = models.DateTimeField(null=True)  # for an answer; None: nobody waits
    closed_at = models.DateTimeField(null=True)
    last_seq = models.BigIntegerField(default=0)
    seen_seq = models.BigIntegerField(default=0)  # by the member, for notices; nobody learns it

    objects = GuideAskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("member",), condition=Q(closed_at=None), name="rooms_guideask_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(guide=None, taken_at=None)
                | Q(guide__isnull=False, taken_at__isnull=False),
                name="rooms_guideask_guide_and_taken_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(guide=F("member")), name="rooms_guideask_of_two_people"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(waits_since=None),
                name="rooms_guideask_ended_waits_for_nobody",
            ),
        )
        indexes = (
            models.Index(
                fields=("waits_since",),
                condition=Q(waits_since__isnull=False),
                name="rooms_guideask_waiting",
            ),
        )

    def __str__(self) -> str:
        return f"GuideAsk#{self.pk}"

    def get_absolute_url(self) -> str:
        """The page of the two."""
        return f"/guide/{self.public_id}/"

    @property
    def waits_for_words(self) -> bool:
        """Whether somebody who is here waits for an answer."""
        return self.waits_since is not None and self.member.is_active

    def is_late(self, *, now: datetime) -> bool:
        """Whether moderators see it."""
        return self.waits_since is not None and self.waits_since <= now - LATE

    def is_held(self, *, now: datetime) -> bool:
        """Whether somebody took it so lately that nobody else does, whoever they are."""
        return self.taken_at is not None and now < self.taken_at + HOLDS

    def take_place(self) -> int:
        """The next place of a locked conversation; the row is saved by whoever locked it."""
        self.last_seq += 1
        return self.last_seq


class GuideLineQuerySet(KeptWordsQuerySet["GuideLine"]):
    """Questions about what a member and their guides wrote."""


class GuideLine(KeptWords):
    """What the member or a guide wrote, at its place in their conversation."""

    conversation = "ask"
    ask = models.ForeignKey(GuideAsk, on_delete=models.PROTECT, related_name="lines")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="guide_lines"
    )

    objects = GuideLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ask", "seq"), name="rooms_guideline_place_once"),
            models.UniqueConstraint(
                fields=("ask", "author", "client_id"), name="rooms_guideline_sent_once"
            ),
            *KeptWords.Meta.constraints,
        )
        indexes = KeptWords.Meta.indexes

    @property
    def strand(self) -> str:
        """Names its author as the other one meets them here; never a person."""
        side = "member" if self.author_id == self.ask.member_id else "guide"
        return f"{self.ask.public_id}.{side}"
