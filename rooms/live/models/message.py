"""What is said in rooms."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rooms.kindness import Kindness as Kindness
from rooms.live.models.room import Host, Room
from rooms.masks.models import Mask, opaque_id

BODY = 2000  # characters of one message
NOTES = 3  # content notes of one message
EDITABLE = timedelta(minutes=15)
UNDO = timedelta(seconds=10)
UNDO_GRACE = timedelta(seconds=5)  # for the way there
WORDS = SearchVector("body", config="english")


class Gone(models.TextChoices):
    """Why a message is not shown any more. Moderators still see what it said."""

    WITHDRAWN = "withdrawn", "taken back at once"
    DELETED = "deleted", "deleted by its author"
    HIDDEN = "hidden", "hidden by a host or moderator"


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about what was said."""

    def said(self) -> Self:
        """What everyone in the room may read, in the order it was said."""
        return self.filter(seq__isnull=False).order_by("seq")

    def after(self, seq: int) -> Self:
        """Said later than ``seq``."""
        return self.said().filter(seq__gt=seq)

    def before(self, seq: int | None, count: int) -> QuerySet[Message]:
        """The ``count`` last ones said before ``seq`` (None: of all), newest first."""
        said = self.said() if seq is None else self.said().filter(seq__lt=seq)
        return said.order_by("-seq")[:count]

    def standing(self) -> Self:
        """Said, and not gone."""
        return self.said().filter(gone="")

    def mentioning(self, words: str) -> Self:
        """Standing messages with all of ``words``, the newest first."""
        asked = SearchQuery(words, config="english", search_type="websearch")
        return self.standing().annotate(words=WORDS).filter(words=asked).order_by("-seq")

    def with_host(self) -> Self:
        """Each with ``by_host``: whether its author keeps the room."""
        keeps = Host.objects.filter(room=OuterRef("room"), person=OuterRef("mask__person"))
        return self.annotate(by_host=Exists(keeps)).select_related("mask", "reply_to__mask")


class Message(models.Model):
    """What somebody said. ``seq`` is its place in the room; a held one has none yet.

    A place is taken when others may see the message, so the row of places has no gap and a
    message that a person let through later comes last, where nobody misses it.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="messages")
    mask = models.ForeignKey(Mask, on_delete=models.PROTECT, related_name="messages")
    seq = models.BigIntegerField(null=True)
    public_id = models.CharField(max_length=32, unique=True, default=opaque_id)
    body = models.CharField(max_length=BODY)
    posted_at = models.DateTimeField()
    client_id = models.UUIDField()
    notes = ArrayField(models.SlugField(max_length=40), default=list)  # content notes, by slug
    reply_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replies", null=True
    )
    prompt = models.BooleanField(default=False)  # a host's word to start talk
    edited = models.BooleanField(default=False)
    gone = models.CharField(max_length=16, choices=Gone, blank=True)
    gone_at = models.DateTimeField(null=True)
    gone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = MessageQuerySet.as_manager()

    if TYPE_CHECKING:
        by_host: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "seq"), name="rooms_message_place_once"),
            models.UniqueConstraint(fields=("mask", "client_id"), name="rooms_message_sent_once"),
            models.CheckConstraint(
                condition=Q(seq=None) | Q(seq__gt=0), name="rooms_message_places_from_one"
            ),
            models.CheckConstraint(
                condition=Q(gone="", gone_at=None, gone_by=None)
                | (~Q(gone="") & Q(gone_at__isnull=False, gone_by__isnull=False)),
                name="rooms_message_gone_at_and_by_together",
            ),
        )
        indexes = (
            models.Index(F("mask"), F("posted_at").desc(), name="rooms_message_pace"),
            GinIndex(WORDS, name="rooms_message_words"),
        )

    def __str__(self) -> str:
        return f"Message#{self.pk}"

    @property
    def held(self) -> bool:
        """Whether a person reads it before the others do."""
        return self.seq is None

    def may_be_edited(self, *, now: datetime) -> bool:
        """Whether its author may still change the words."""
        return not self.gone and now < self.posted_at + EDITABLE

    def may_be_undone(self, *, now: datetime) -> bool:
        """Whether its author may still take it back as if it had not been said."""
        return not self.gone and (self.held or now < self.posted_at + UNDO + UNDO_GRACE)


class Change(models.Model):
    """A message was changed: the change has a place of its own in the room's gapless row.

    So whoever has everything up to a place has the changes up to it too. What the message says
    now is read from its row.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="changes")
    seq = models.BigIntegerField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="changes")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("room", "seq"), name="rooms_change_place_once"),
        )

    def __str__(self) -> str:
        return f"Change#{self.pk}"


class Former(models.Model):
    """What a message said before its author changed it: kept for moderators."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="formers")
    body = models.CharField(max_length=BODY)
    notes = ArrayField(models.SlugField(max_length=40), default=list)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"Former#{self.pk}"


class Reaction(models.Model):
    """One mask answered a message with one of six kind words."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="reactions")
    mask = models.ForeignKey(Mask, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=16, choices=Kindness)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("message", "mask", "kind"), name="rooms_reaction_once"),
        )

    def __str__(self) -> str:
        return f"Reaction#{self.pk}"
