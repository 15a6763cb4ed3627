"""What friends write to each other. The page calls it messages; ``Message`` is what a room has."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from peerhub.crypto import SealedWords
from rooms.letters.states import Gone

if TYPE_CHECKING:
    from peerhub.accounts.models import User

WORDS = 2000  # characters of one message
REASON = 500


Words = TypeVar("Words", bound="KeptWords")


class KeptWordsQuerySet(models.QuerySet[Words]):
    """Questions about what was written."""

    def said(self) -> Self:
        """What has a place: both may read it, or what is left of it."""
        return self.filter(seq__isnull=False)

    def standing(self) -> Self:
        """Said, and not gone."""
        return self.said().filter(gone="")

    def kept_from(self, person: User) -> Self:
        """A person's own that has no place: somebody reads it first, or has not passed it on."""
        return self.filter(author=person, seq=None).exclude(gone=Gone.DELETED)

    def around(self, line: Words, count: int) -> list[Words]:
        """``line`` among what was said at most ``count`` before and after it."""
        there = self.said().filter(line.in_conversation).exclude(pk=line.pk)
        # One that waits has no place yet: it stands where it was written.
        earlier = Q(at__lte=line.at) if line.seq is None else Q(seq__lt=line.seq)
        before = there.filter(earlier).order_by("-seq")[:count]
        return [*reversed(before), line, *there.exclude(earlier).order_by("seq")[:count]]

    def sent_as(self, client_id: UUID, words: str) -> tuple[UUID, Words | None]:
        """The id under which these words stand or will, and the row where they stand already.

        Other words under a known id are another message: a page that came back from the browser's
        history may still carry it.
        """
        known = self.filter(client_id=client_id).first()
        if known is not None and known.words != words and known.emptied_at is None:
            client_id = uuid.uuid5(client_id, words)
            known = self.filter(client_id=client_id).first()
        return client_id, known


class KeptWords(SealedWords, models.Model):
    """What one of two wrote. ``seq`` is its place; one that a person reads first has none yet.

    The database lets nobody change or delete it: a place, that it is gone, and that its words
    were kept long enough are added (the trigger stands in the migrations of each table).
    """

    conversation: ClassVar[str]  # the name of the field that says of which

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    seq = models.BigIntegerField(null=True)
    client_id = models.UUIDField()  # of the page that sent it: sent again, it is the same
    at = models.DateTimeField()
    sealed = models.BinaryField()  # b"": kept long enough
    gone = models.CharField(max_length=10, choices=Gone, blank=True)
    gone_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(seq=None) | Q(seq__gt=0), name="%(app_label)s_%(class)s_places_from_one"
            ),
            models.CheckConstraint(
                condition=Q(gone="", gone_at=None) | (~Q(gone="") & Q(gone_at__isnull=False)),
                name="%(app_label)s_%(class)s_gone_at_some_time",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(sealed=b""),
                name="%(app_label)s_%(class)s_emptied_is_empty",
            ),
        )
        indexes = (
            models.Index(F("author"), F("at").desc(), name="%(app_label)s_%(class)s_pace"),
            models.Index(
                fields=("at",),
                condition=Q(emptied_at=None),
                name="%(app_label)s_%(class)s_not_emptied",
            ),
        )

    def __str__(self) -> str:
        return f"{type(self).__name__}#{self.pk}"

    @property
    def in_conversation(self) -> Q:
        """Finds what belongs to the same conversation."""
        return Q((self.conversation, getattr(self, f"{self.conversation}_id")))

    @property
    def _place(self) -> str:
        return f"{self._meta.label_lower}.sealed:{self.public_id}"

    @property
    def words(self) -> str:
        """What it says; "" where it was kept long enough."""
        return "" if self.emptied_at is not None else super().words

    @property
    def held(self) -> bool:
        """Whether a person reads it before the other one does."""
        return self.seq is None and not self.gone


class ExchangeQuerySet(models.QuerySet["Exchange"]):
    """Questions about conversations."""

    def between(self, one_id: int, other_id: int) -> Self:
        """The one of these two."""
        return self.filter(first=min(one_id, other_id), second=max(one_id, other_id))

    def of(self, person_id: int) -> Self:
        """Those of a person."""
        return self.filter(Q(first=person_id) | Q(second=person_id))


class Exchange(models.Model):
    """The one conversation of two people. It stays, whatever becomes of their friendship.

    ``last_seq`` is given on under the row's lock: the row of places has no gap.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The lower key first, so that two people have one row, whoever wrote first.
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exchanges_first"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exchanges_second"
    )
    opened_at = models.DateTimeField()
    last_seq = models.BigIntegerField(default=0)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="rooms_exchange_one_a_pair"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="rooms_exchange_lower_first"
            ),
        )

    def __str__(self) -> str:
        return f"Exchange#{self.pk}"

    def other_id(self, person_id: int) -> int:
        """The other one of the two."""
        return self.second_id if person_id == self.first_id else self.first_id

    def strand_of(self, person_id: int) -> str:
        """Names one of the two as the other one meets them here; never a person."""
        return f"{self.public_id}.{'first' if person_id == self.first_id else 'second'}"


class ShelfQuerySet(models.QuerySet["Shelf"]):
    """Questions about what people have seen."""

    def with_words(self, person_id: int) -> Self:
        """A person's, where something is said; ``has_new``: something that they have not seen."""
        theirs = FriendLetter.objects.standing().filter(
            exchange=OuterRef("exchange"), seq__gt=OuterRef("read_seq")
        )
        mine = self.filter(person=person_id, exchange__last_seq__gt=0)
        return mine.annotate(has_new=Exists(theirs.exclude(author=person_id)))


class Shelf(models.Model):
    """Up to where one of the two has seen it: for what is new to them. The other never learns it."""

    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="shelves")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shelves"
    )
    read_seq = models.BigIntegerField(default=0)

    objects = ShelfQuerySet.as_manager()

    if TYPE_CHECKING:
        has_new: bool

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("exchange", "person"), name="rooms_shelf_once"),
        )

    def __str__(self) -> str:
        return f"Shelf#{self.pk}"


class FriendLetterQuerySet(KeptWordsQuerySet["FriendLetter"]):
    """Questions about what friends wrote."""


class FriendLetter(KeptWords):
    """What one of the two wrote, at its place in their conversation."""

    conversation = "exchange"
    exchange = models.ForeignKey(Exchange, on_delete=models.PROTECT, related_name="letters")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters"
    )

    objects = FriendLetterQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("exchange", "seq"), name="rooms_friendletter_place_once"
            ),
            models.UniqueConstraint(
                fields=("exchange", "author", "client_id"), name="rooms_friendletter_sent_once"
            ),
            *KeptWords.Meta.constraints,
        )
        indexes = KeptWords.Meta.indexes


class QuietQuerySet(models.QuerySet["LettersQuiet"]):
    """Questions about who writes nothing for a while."""

    def active(self, person_id: int, *, now: datetime) -> Self:
        """Those of a person that hold now, the longest first."""
        held = self.filter(person=person_id, until__gt=now, lifted_at=None)
        return held.order_by("-until", "-pk")


class LettersQuiet(models.Model):
    """Our team asked somebody to write no messages for a while; they read, and are told why."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters_quiet"
    )
    reason = models.CharField(max_length=REASON)
    until = models.DateTimeField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QuietQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="rooms_lettersquiet_lifted_at_and_by_together",
            ),
        )

    def __str__(self) -> str:
        return f"LettersQuiet#{self.pk}"
