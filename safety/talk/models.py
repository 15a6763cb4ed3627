"""Conversations between our team and the person a case is about."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from peerhub.audit.words import Looker
from safety.flags.models import Flag

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 1500  # characters of one message
QUIET = timedelta(hours=24)  # after "not now", for which nobody is told of anything new


class TalkQuerySet(models.QuerySet["Talk"]):
    """Questions about conversations."""

    def of(self, member: User) -> Self:
        """The person's own, the newest first."""
        return self.filter(member=member).order_by("-opened_at", "-pk")


class Talk(models.Model):
    """One conversation about one case. The person can be quiet, leave and come back as they like."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    flag = models.OneToOneField(Flag, on_delete=models.PROTECT, related_name="talk")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="talks"
    )
    opened_at = models.DateTimeField()
    # The person's own wishes; nobody else can set them.
    quiet_since = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects = TalkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Talk#{self.pk}"

    def quiet_until(self, *, now: datetime) -> datetime | None:
        """Until when the person wants to hear of nothing new; None where they did not say so."""
        if self.quiet_since is None or now >= self.quiet_since + QUIET:
            return None
        return self.quiet_since + QUIET


class Voice(models.Model):
    """Somebody of our team in one conversation: a role and a made-up name, never who they are.

    The same person has another name in every conversation, so that nobody can follow them.
    """

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="voices")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="voices"
    )
    role = models.CharField(max_length=16, choices=Looker)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("talk", "person"), name="safety_voice_one_a_person"),
            models.UniqueConstraint(fields=("talk", "name"), name="safety_voice_name_once_a_talk"),
        )

    def __str__(self) -> str:
        return f"Voice#{self.pk}"

    @property
    def shown_as(self) -> str:
        """What the person reads above a message: "Quiet Heron 27, a moderator"."""
        label = Looker(self.role).label
        return f"{self.name}, {label[0].lower()}{label[1:]}"


class TalkLineQuerySet(models.QuerySet["TalkLine"]):
    """Questions about messages."""

    def in_order(self) -> Self:
        """As they were written, with who wrote them."""
        return self.select_related("voice").order_by("pk")

    def by_team(self) -> Self:
        """What our team wrote."""
        return self.filter(voice__isnull=False)

    def by_person(self) -> Self:
        """What the person wrote."""
        return self.filter(voice=None)

    def unseen(self) -> Self:
        """What the other side has not opened yet."""
        return self.filter(seen_at=None)


class TalkLine(models.Model):
    """One message. The database lets nobody change or delete it (0009): only ``seen_at`` is set.

    A message without a voice is the person's own; every other has a person of our team behind it.
    There is no third: no machine writes here.
    """

    talk = models.ForeignKey(Talk, on_delete=models.PROTECT, related_name="lines")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.PROTECT, related_name="lines")
    at = models.DateTimeField()
    words = models.TextField(max_length=WORDS)
    ready = models.CharField(max_length=32, blank=True)  # id of the ready words it began with
    # When the other side opened a page that shows it; never guessed.
    seen_at = models.DateTimeField(null=True)

    objects = TalkLineQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ready="") | Q(voice__isnull=False), name="safety_talkline_ready_is_ours"
            ),
        )

    def __str__(self) -> str:
        return f"TalkLine#{self.pk}"
